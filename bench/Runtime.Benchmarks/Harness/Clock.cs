using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ShadowGen.Benchmarks.Harness;

/// <summary>The two clocks of the protocol, in nanoseconds.</summary>
internal static partial class Clock
{
    private const int ThreadCpuTimeId = 3;

    /// <summary>CPU time of the calling thread: what other programs take from the machine does not count. Wall time where the OS has no such clock.</summary>
    public static double ThreadCpu()
    {
        if (!OperatingSystem.IsLinux()) return Wall();
        _ = GetTime(ThreadCpuTimeId, out var time);
        return (time.Seconds * 1e9) + time.Nanoseconds;
    }

    public static double Wall() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
