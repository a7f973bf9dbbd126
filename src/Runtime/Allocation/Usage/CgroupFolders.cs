using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>Where the control group of this process has its files. Found once: a process that is moved to another group afterwards is not followed, as .NET itself does not.</summary>
/// <param name="Cpu">Folder with the group's CPU files; null where there is none.</param>
/// <param name="Memory">Folder with its memory files; null where there is none.</param>
/// <param name="IsVersion2">The files are those of cgroup v2.</param>
internal sealed record CgroupFolders(string? Cpu, string? Memory, bool IsVersion2)
{
    private static readonly Lazy<CgroupFolders> Found = new(static () => Find("/proc/self", Directory.Exists));

    public static CgroupFolders None { get; } = new(null, null, false);

    public static CgroupFolders Own => OperatingSystem.IsLinux() ? Found.Value : None;

    /// <summary>Reads <c>cgroup</c> and <c>mountinfo</c> of a process; <see cref="None"/> when they cannot be read. See cgroups(7) and proc_pid_mountinfo(5).</summary>
    public static CgroupFolders Find(string process, Func<string, bool> exists)
    {
        try
        {
            var groups = File.ReadAllLines(Path.Combine(process, "cgroup"));
            var mounts = File.ReadAllLines(Path.Combine(process, "mountinfo"));
            var cpu = Folder("cpu");
            var memory = Folder("memory");
            if (cpu is not null || memory is not null) return new(cpu, memory, false);
            return Folder2() is { } folder ? new(folder, folder, true) : None;

            string? Folder(string controller)
            {
                foreach (var group in groups)
                {
                    if (group.Split(':', 3) is [_, var controllers, var path] && controllers.Split(',').Contains(controller)
                        && Mounted(mounts, "cgroup", controller, path, exists) is { } folder) return folder;
                }
                return null;
            }

            string? Folder2()
            {
                foreach (var group in groups)
                {
                    if (group.StartsWith("0::", StringComparison.Ordinal) && Mounted(mounts, "cgroup2", null, group[3..], exists) is { } folder) return folder;
                }
                return null;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    private static string? Mounted(string[] mounts, string type, string? controller, string path, Func<string, bool> exists)
    {
        foreach (var mount in mounts)
        {
            // Number, parent, device, root of the mount, its point, options; then, after a dash, type, source and options of the file system.
            var separator = mount.IndexOf(" - ", StringComparison.Ordinal);
            if (separator < 0) continue;
            var left = mount[..separator].Split(' ');
            var right = mount[(separator + 3)..].Split(' ');
            if (left.Length < 5 || right.Length < 3 || right[0] != type) continue;
            if (controller is not null && !right[2].Split(',').Contains(controller)) continue;
            var (root, point) = (Unescaped(left[3]), Unescaped(left[4]));
            // In a container the mount begins at the group itself, whose path is told from the host's root.
            var relative = root != "/" && path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path;
            var folder = point + (relative == "/" ? "" : relative);
            if (exists(folder)) return folder;
            if (exists(point)) return point;
        }
        return null;
    }

    // Spaces and the like are written in octal.
    private static string Unescaped(string text)
    {
        for (var at = text.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 3 < text.Length; at = text.IndexOf('\\', at + 1))
        {
            var digits = text.Substring(at + 1, 3);
            var code = digits.All(static c => c is >= '0' and <= '7') ? (digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0') : -1;
            if (code is > 0 and < 128) text = string.Concat(text.AsSpan(0, at), ((char)code).ToString(CultureInfo.InvariantCulture), text.AsSpan(at + 4));
        }
        return text;
    }
}
