using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>.NET's <see cref="ConcurrencyLimiter"/>, with as many permits for a request as <paramref name="permits"/> says.</summary>
internal sealed class FixedLimiter(ConcurrencyLimiterOptions options, Func<Request, int> permits) : Limiter
{
    private readonly ConcurrencyLimiter _limiter = new(options);

    public override ValueTask<RateLimitLease> AskAsync(Request request) => _limiter.AcquireAsync(Math.Clamp(permits(request), 1, options.PermitLimit));

    public override void Dispose() => _limiter.Dispose();
}
