using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.RateLimiting.Tests.Support;

/// <summary>A limiter on virtual time: 4 processors, a target of 1 second, so 600 ms of work at once to begin with; permits of 1 ms.</summary>
internal sealed class Bench : IDisposable
{
    public const int Processors = 4;

    /// <summary>Milliseconds of work that fit in before anything was learned: processors, times the share of the target that work may take at them.</summary>
    public const int Capacity = 600;

    public Bench(int queueLimit = 10_000) => Limiter = new(new()
    {
        LatencyTarget = TimeSpan.FromSeconds(1),
        PermitCost = TimeSpan.FromMilliseconds(1),
        Processors = Processors,
        QueueLimit = queueLimit,
        TimeProvider = Time,
    });

    public VirtualTime Time { get; } = new();

    public PredictiveRateLimiter Limiter { get; }

    public PredictiveRateLimiterStatistics Statistics => (PredictiveRateLimiterStatistics)Limiter.GetStatistics()!;

    public static AdmissionRequest Work(double milliseconds) => new() { ProcessorTime = TimeSpan.FromMilliseconds(milliseconds) };

    public Task<RateLimitLease> Ask(double milliseconds, CancellationToken cancellation = default) => Ask(Work(milliseconds), cancellation);

    public Task<RateLimitLease> Ask(in AdmissionRequest request, CancellationToken cancellation = default) => Limiter.AcquireAsync(request, cancellation).AsTask();

    /// <summary>Twenty pieces of 30 ms, which take all that fits in: so many that none is let in because a processor has nothing to do.</summary>
    public List<RateLimitLease> Fill() => [.. Enumerable.Range(0, 20).Select(_ => Granted(Ask(Capacity / 20)))];

    public static RateLimitLease Granted(Task<RateLimitLease> asked)
    {
        Assert.True(asked.IsCompletedSuccessfully);
        Assert.True(asked.Result.IsAcquired);
        return asked.Result;
    }

    public static RateLimitLease Refused(Task<RateLimitLease> asked)
    {
        Assert.True(asked.IsCompletedSuccessfully);
        Assert.False(asked.Result.IsAcquired);
        return asked.Result;
    }

    public void Pass(double seconds) => Time.RunUntil(Time.Now + seconds, static () => { });

    public void Dispose() => Limiter.Dispose();
}
