using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Rivals;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>Lets in as many requests as an algorithm says, and refuses the others at once, as these algorithms are used.</summary>
internal sealed class CountLimiter(VirtualTime time, ConcurrencyLimit limit) : Limiter
{
    private static readonly Lease Refused = new(null, 0, 0);
    private int _inFlight;

    public override ValueTask<RateLimitLease> AskAsync(Request request) =>
        new(_inFlight >= limit.Limit ? Refused : new Lease(this, time.Now, ++_inFlight));

    public override void Dispose()
    {
    }

    private sealed class Lease(CountLimiter? limiter, double begun, int inFlight) : RateLimitLease
    {
        public override bool IsAcquired => limiter is not null;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (limiter is not null) limiter.End(begun, inFlight);
            base.Dispose(disposing);
        }
    }

    private void End(double begun, int inFlight)
    {
        _inFlight--;
        limit.Learn(time.Now, time.Now - begun, inFlight);
    }
}
