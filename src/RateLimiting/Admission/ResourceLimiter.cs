using System.Threading.RateLimiting;
using ShadowGen.Counters;

namespace ShadowGen.Admission;

/// <summary>Asks a limiter for what resources say they need.</summary>
internal sealed class ResourceLimiter<TResource>(PredictiveRateLimiter limiter, Func<TResource, AdmissionRequest> describe, bool ownsLimiter) : PartitionedRateLimiter<TResource>
{
    public override RateLimiterStatistics? GetStatistics(TResource resource) => limiter.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(TResource resource, int permitCount) =>
        permitCount == 0 ? limiter.AttemptAcquire(0) : limiter.AttemptAcquire(Describe(resource));

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(TResource resource, int permitCount, CancellationToken cancellationToken) =>
        permitCount == 0 ? limiter.AcquireAsync(0, cancellationToken) : limiter.AcquireAsync(Describe(resource), cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsLimiter) limiter.Dispose();
        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        if (ownsLimiter) await limiter.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }

    private AdmissionRequest Describe(TResource resource)
    {
        try
        {
            return describe(resource);
        }
#pragma warning disable CA1031 // Whatever a prediction throws, the work itself can be done.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Faults.Caught(e, "describing what a request will need");
            return default;
        }
    }
}
