namespace ShadowGen.Adaptive.Benchmarks.Burst;

/// <summary>When jobs arrive: a burst at the same place of each period, at random within it (Poisson), and a batch of light jobs every 25 seconds, as a timer's
/// housekeeping is. The same for a seed.</summary>
internal sealed record BurstSchedule(int Seed, double OffsetSeconds)
{
    public const double PeriodSeconds = 60, BurstSeconds = 5;

    /// <summary>Periods that are learned from, and not scored.</summary>
    public const int Warm = 4;

    public const int Scored = 5;

    private const double BurstRate = 200, LightSeconds = 25;
    private const int LightBatch = 24;

    /// <summary>All arrivals, in order, in seconds from the start.</summary>
    public IEnumerable<(double At, bool IsBlocking, int Period, double SinceBurst)> Arrivals()
    {
        var random = new Random(Seed);
        var all = new List<(double At, bool IsBlocking, int Period, double SinceBurst)>();
        for (var period = 0; period < Warm + Scored; period++)
        {
            var begin = OffsetSeconds + (period * PeriodSeconds);
            for (var at = Gap(random); at < BurstSeconds; at += Gap(random)) all.Add((begin + at, true, period, at));
        }
        for (var second = 0.5; second < OffsetSeconds + ((Warm + Scored) * PeriodSeconds); second += LightSeconds)
        {
            for (var i = 0; i < LightBatch; i++) all.Add((second, false, -1, 0));
        }
        return all.OrderBy(a => a.At);
    }

    private static double Gap(Random random) => -Math.Log(1 - random.NextDouble()) / BurstRate;
}
