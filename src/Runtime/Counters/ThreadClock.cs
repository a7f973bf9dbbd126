using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;

namespace ShadowGen.Counters;

/// <summary>The clocks of a measurement, in nanoseconds. Read on sampled calls only: a thread's CPU time costs about 0.13 µs.</summary>
internal static unsafe partial class ThreadClock
{
    private const int ThreadCpuTimeLinux = 3;
    private const int ThreadCpuTimeMac = 16;
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;
    private static readonly bool StopwatchIsNanoseconds = Stopwatch.Frequency == 1_000_000_000;

    /// <summary>True where the system tells a thread's CPU time finely enough to measure a call.</summary>
    public static readonly bool HasCpuTime = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Monotonic time.</summary>
    public static long Now()
    {
        var ticks = Stopwatch.GetTimestamp();
        return StopwatchIsNanoseconds ? ticks : (long)(ticks * NanosecondsPerTick);
    }

    /// <summary>CPU time of the running thread; 0 where <see cref="HasCpuTime"/> is false.</summary>
    public static long Cpu()
    {
        if (!HasCpuTime)
            return 0;
        TimeSpec time;
        return ClockGetTime(OperatingSystem.IsLinux() ? ThreadCpuTimeLinux : ThreadCpuTimeMac, &time) == 0
            ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
            : 0;
    }

    /// <summary>Time that the just-in-time compiler has taken on the running thread so far; 0 for native code.</summary>
    public static long Compiled() => JitInfo.GetCompilationTime(currentThread: true).Ticks * 100;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    private static partial int ClockGetTime(int clock, TimeSpec* time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
