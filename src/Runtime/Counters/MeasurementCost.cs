namespace ShadowGen.Counters;

/// <summary>What measuring a call costs, measured once at first use, so that it can be taken off what was measured. In nanoseconds.</summary>
internal static class MeasurementCost
{
    private const int Rounds = 200;

    /// <summary>Seen by the elapsed time of the measured call itself: one reading of the clock.</summary>
    public static readonly long InnerElapsedNs;

    /// <summary>Seen by the CPU time of the measured call itself: two readings of the clock, one of the CPU time.</summary>
    public static readonly long InnerCpuNs;

    /// <summary>One reading of the CPU time.</summary>
    public static readonly long CpuReadingNs;

    /// <summary>All of it, for the budget.</summary>
    public static readonly long TotalNs;

    /// <summary>What the clock readings inside of a probe cannot see of it: the way in and out. An estimate for processors of today; it matters to calls of less than a microsecond.</summary>
    public const long ForcedNs = 60;

    /// <summary>All of a call that was forced through the slow path without being measured, for the budget.</summary>
    public static readonly long ForcedTotalNs;

    static MeasurementCost()
    {
        // Medians: the least of many readings would leave the usual cost in what was measured.
        Span<long> clocks = stackalloc long[Rounds];
        Span<long> cpus = stackalloc long[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var t0 = ThreadClock.Now();
            var t1 = ThreadClock.Now();
            _ = ThreadClock.Cpu();
            var t2 = ThreadClock.Now();
            clocks[i] = t1 - t0;
            cpus[i] = Math.Max(0, t2 - t1 - (t1 - t0));
        }

        clocks.Sort();
        cpus.Sort();
        var (clock, cpu) = (clocks[Rounds / 2], cpus[Rounds / 2]);
        InnerElapsedNs = clock;
        CpuReadingNs = cpu;
        InnerCpuNs = (2 * clock) + cpu;
        ForcedTotalNs = ForcedNs + (2 * clock);
        TotalNs = (4 * clock) + (2 * cpu) + 60;
    }
}
