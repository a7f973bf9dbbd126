using System.Diagnostics;
using System.Threading.RateLimiting;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>What it takes to be let in and to leave, uncontended: nanoseconds, the least of several rounds, interleaved.</summary>
internal static class AcquireCost
{
    private const int Calls = 200_000, Rounds = 9;

    public static (double Own, double Fixed) Measure()
    {
        using var own = new PredictiveRateLimiter(new());
        using var fixedLimit = new ConcurrencyLimiter(new() { PermitLimit = 1000 });
        var request = new AdmissionRequest { ProcessorTime = TimeSpan.FromMilliseconds(1), Kind = "kind" };
        var best = (Own: double.MaxValue, Fixed: double.MaxValue);
        for (var round = 0; round < Rounds; round++)
            best = (Math.Min(best.Own, Time(() => own.AttemptAcquire(request))), Math.Min(best.Fixed, Time(() => fixedLimit.AttemptAcquire())));
        return best;
    }

    private static double Time(Func<RateLimitLease> acquire)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++) acquire().Dispose();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls;
    }
}
