using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>Something that lets requests in, under test. Its leases are disposed when the request is done.</summary>
internal abstract class Limiter : IDisposable
{
    public abstract ValueTask<RateLimitLease> AskAsync(Request request);

    /// <summary>A request that was let in is done.</summary>
    public virtual void Done(Request request)
    {
    }

    public abstract void Dispose();
}
