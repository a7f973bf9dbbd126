namespace ShadowGen.Counters;

/// <summary>What measuring a call costs, measured once at first use, so that it can be taken off what was measured. In nanoseconds.</summary>
internal static class MeasurementCost
{
    private const int Rounds = 200;

    /// <summary>Seen by the elapsed time of the measured call itself: one reading of the clock.</summary>
    public static readonly long InnerElapsedNs;

    /// <summary>Seen by the CPU time of the measured call itself: two readings of the clock, one of the CPU time.</summary>
    public static readonly long InnerCpuNs;

    /// <summary>All of it, as the caller's measurement sees it.</summary>
    public static readonly long TotalNs;

    /// <summary>A call that was forced through the slow path without being measured.</summary>
    public const long ForcedNs = 20;

    static MeasurementCost()
    {
        // The least of many: whatever else runs on the machine only adds.
        long clock = long.MaxValue, cpu = long.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var t0 = ThreadClock.Now();
            var t1 = ThreadClock.Now();
            _ = ThreadClock.Cpu();
            var t2 = ThreadClock.Now();
            clock = Math.Min(clock, t1 - t0);
            cpu = Math.Min(cpu, Math.Max(0, t2 - t1 - (t1 - t0)));
        }

        InnerElapsedNs = clock;
        InnerCpuNs = (2 * clock) + cpu;
        TotalNs = (2 * (clock + cpu)) + 60;
    }
}
