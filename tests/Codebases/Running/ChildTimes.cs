using System.Runtime.InteropServices;

namespace ShadowGen.Codebases.Running;

/// <summary>CPU time of child processes, which other work on the machine disturbs far less than the time on the wall.</summary>
internal static unsafe partial class ChildTimes
{
    private const int Children = -1;

    /// <summary>User and system time of all children that have ended and been waited for, with theirs; null where the system does not say.</summary>
    public static TimeSpan? Read()
    {
        if (!(OperatingSystem.IsLinux() && Environment.Is64BitProcess))
            return null;
        var usage = default(ResourceUsage);
        return GetResourceUsage(Children, &usage) == 0
            ? TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) + TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ResourceUsage* usage);

    // struct rusage: two timevals, then fourteen longs that are not read.
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public fixed long Rest[14];
    }
}
