using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>On folders that mimic a control group. Version 1 runs for real in the benchmarks; version 2 is to the kernel's documentation.</summary>
public sealed class CgroupActuatorTests
{
    [Theory]
    [InlineData(false, "cpu.cfs_quota_us", "-1", "150000")]
    [InlineData(true, "cpu.max", "max 100000", "150000 100000")]
    public void The_cpu_quota_is_set_and_set_back(bool isVersion2, string file, string original, string set)
    {
        using var group = new FakeGroup(isVersion2);
        var actuator = new CgroupCpuActuator(group.Folders);
        var probe = actuator.Probe(default);

        Assert.Equal((true, double.PositiveInfinity, original), (probe.IsAvailable, probe.Amount, probe.Original));
        actuator.Apply(1.5, default);
        Assert.Equal(set, group.Read(file));
        Assert.Equal(1.5, actuator.Verify(default));
        actuator.Undo(probe.Original, default);
        Assert.Equal(original, group.Read(file));
    }

    [Theory]
    [InlineData(false, "memory.limit_in_bytes", "-1")]
    [InlineData(true, "memory.max", "max")]
    public void The_memory_limit_is_set_verified_and_set_back_and_the_collector_is_told(bool isVersion2, string file, string none)
    {
        using var group = new FakeGroup(isVersion2);
        var actuator = new CgroupMemoryActuator(group.Folders, group, 0.25);
        var probe = actuator.Probe(default);

        Assert.Equal((true, double.PositiveInfinity, none), (probe.IsAvailable, probe.Amount, probe.Original));
        actuator.Apply(200e6, default);
        Assert.Equal("200000000", group.Read(file));
        Assert.Equal(200e6, actuator.Verify(default));
        actuator.Undo(probe.Original, default);
        Assert.Equal(none, group.Read(file));
        Assert.Equal((0, 2), (group.Collected, group.Refreshed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_memory_limit_under_what_is_in_use_is_never_written(bool isVersion2)
    {
        using var group = new FakeGroup(isVersion2);
        var actuator = new CgroupMemoryActuator(group.Folders, group, 0.25);

        var refused = Assert.Throws<InvalidOperationException>(() => actuator.Apply(110e6, default));

        Assert.Equal("100000000 bytes are in use after a collection: a limit of 110000000 leaves too little free", refused.Message);
        Assert.Equal(1, group.Collected);
        Assert.Equal(double.PositiveInfinity, actuator.Verify(default));
    }

    [Fact]
    public void What_a_collection_frees_makes_room_for_the_limit()
    {
        using var group = new FakeGroup(true);
        group.OnCollect = () => group.Use(60e6);
        var actuator = new CgroupMemoryActuator(group.Folders, group, 0.25);

        actuator.Apply(110e6, default);

        Assert.Equal("110000000", group.Read("memory.max"));
    }

    [Fact]
    public void A_limit_that_the_collector_cannot_keep_is_not_written()
    {
        using var group = new FakeGroup(true) { CommittedBytes = 160e6 };
        var actuator = new CgroupMemoryActuator(group.Folders, group, 0.25);

        Assert.StartsWith("the collector holds 160000000 bytes", Assert.Throws<InvalidOperationException>(() => actuator.Apply(200e6, default)).Message, StringComparison.Ordinal);
        Assert.Equal("max", group.Read("memory.max"));
    }

    [Fact]
    public void A_limit_is_set_back_at_once_when_use_has_grown_meanwhile()
    {
        using var group = new FakeGroup(true);
        var actuator = new CgroupMemoryActuator(group.Folders, group, 0.25);
        group.OnRefresh = () => group.Use(199e6);

        Assert.Throws<InvalidOperationException>(() => actuator.Apply(200e6, default));

        Assert.Equal("max", group.Read("memory.max"));
    }

    [Fact]
    public void A_limit_is_set_back_when_the_collector_does_not_take_it()
    {
        using var group = new FakeGroup(false);
        var actuator = new CgroupMemoryActuator(group.Folders, group, 0.25);
        group.OnRefresh = () => throw new InvalidOperationException("more is committed");

        Assert.Equal("more is committed", Assert.Throws<InvalidOperationException>(() => actuator.Apply(200e6, default)).Message);
        Assert.Equal("-1", group.Read("memory.limit_in_bytes"));
    }

    [Fact]
    public void A_journal_that_makes_no_sense_sets_nothing()
    {
        using var group = new FakeGroup(true);

        Assert.Throws<FormatException>(() => new CgroupCpuActuator(group.Folders).Undo("../../etc 1", default));
        Assert.Throws<FormatException>(() => new CgroupMemoryActuator(group.Folders, group, 0.25).Undo("lots", default));
        Assert.Throws<InvalidOperationException>(() => new CgroupMemoryActuator(group.Folders, group, 0.25).Undo("1000", default));
        Assert.Equal(("max 100000", "max"), (group.Read("cpu.max"), group.Read("memory.max")));
    }

    [Fact]
    public void Without_a_group_there_is_nothing_to_set()
    {
        Assert.False(new CgroupCpuActuator(CgroupFolders.None).Probe(default).IsAvailable);
        Assert.False(new CgroupMemoryActuator(CgroupFolders.None, new RuntimeCollector(), 0.25).Probe(default).IsAvailable);
        using var group = new FakeGroup(true);
        File.Delete(Path.Combine(group.Folders.Cpu!, "cpu.max"));
        File.Delete(Path.Combine(group.Folders.Cpu!, "memory.max"));
        Assert.Equal("the control group has no CPU quota (the root group has none)", new CgroupCpuActuator(group.Folders).Probe(default).Problem);
        Assert.Equal("the control group has no memory limit (the root group has none)", new CgroupMemoryActuator(group.Folders, group, 0.25).Probe(default).Problem);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Use_is_read_from_the_group(bool isVersion2)
    {
        using var group = new FakeGroup(isVersion2);
        var time = new FakeTime();
        var reader = new SystemUsageReader(group.Folders, new(), time);
        time.Advance(TimeSpan.FromSeconds(1));
        reader.Read();
        group.Write("cpu.stat", "nr_periods 20\nnr_throttled 4");
        group.Use(54857600);
        new CgroupMemoryActuator(group.Folders, group, 0.25).Apply(200e6, default);
        time.Advance(TimeSpan.FromSeconds(1));
        var usage = reader.Read();

        Assert.Equal(0.3, usage.ThrottledShare, 1e-9);
        Assert.Equal(50e6, usage.MemoryBytes);
        Assert.Equal(200e6, usage.MemoryAllowed);
    }
}
