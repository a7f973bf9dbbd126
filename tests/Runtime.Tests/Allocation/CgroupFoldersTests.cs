using ShadowGen.Allocation;
using ShadowGen.TestSupport;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class CgroupFoldersTests
{
    private const string Hybrid = """
        33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:1 - cgroup cgroup rw,cpu,cpuacct
        34 31 0:31 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """;

    [Fact]
    public void Version_1_has_a_folder_for_each_controller() => Assert.Equal(
        new("/sys/fs/cgroup/cpu,cpuacct/a", "/sys/fs/cgroup/memory/b c", false),
        Find("5:cpu,cpuacct:/a\n4:memory:/b c\n0::/", Hybrid));

    [Fact]
    public void Version_2_has_one_for_all() => Assert.Equal(
        new("/sys/fs/cgroup/app.slice/x", "/sys/fs/cgroup/app.slice/x", true),
        Find("0::/app.slice/x", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate"));

    [Fact]
    public void In_a_container_the_mount_begins_at_the_group() => Assert.Equal(
        new("/sys/fs/cgroup/cpu", "/sys/fs/cgroup/my memory/sub", false),
        Find(
            "5:cpu:/docker/1234\n4:memory:/docker/1234/sub",
            "33 31 0:30 /docker/1234 /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n34 31 0:31 /docker/1234 /sys/fs/cgroup/my\\040memory rw - cgroup cgroup rw,memory"));

    [Fact]
    public void A_group_that_is_not_mounted_is_that_of_the_mount() => Assert.Equal(
        new("/sys/fs/cgroup/cpu", null, false),
        Find("5:cpu:/gone", "33 31 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu", path => !path.EndsWith("gone", StringComparison.Ordinal)));

    [Fact]
    public void Where_there_is_none_there_is_none()
    {
        Assert.Equal(CgroupFolders.None, Find("", ""));
        Assert.Equal(CgroupFolders.None, Find("nonsense", "nonsense - cgroup"));
        Assert.Equal(CgroupFolders.None, CgroupFolders.Find("/there/is/no/such/process", _ => true));
    }

    private static CgroupFolders Find(string groups, string mounts, Func<string, bool>? exists = null)
    {
        using var folder = new TemporaryFolder("manager");
        File.WriteAllText(Path.Combine(folder.Root, "cgroup"), groups);
        File.WriteAllText(Path.Combine(folder.Root, "mountinfo"), mounts);
        return CgroupFolders.Find(folder.Root, exists ?? (_ => true));
    }
}
