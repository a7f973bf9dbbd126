using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>
/// A ceiling: knows what each request will take, how many processors and connections there are, and is fair to nobody. Of those that can still be done in time the shortest goes first, as soon as
/// <paramref name="seconds"/> of work at the processors have room for it.
/// </summary>
internal sealed class Clairvoyant(VirtualTime time, Workload workload, double seconds) : Limiter
{
    private readonly SortedSet<Waiting> _waiting = new(Comparer<Waiting>.Create(static (a, b) => (a.Request.Processor, a.Order).CompareTo((b.Request.Processor, b.Order))));
    private double _inUse;
    private int _connections, _holders;
    private long _order;

    public override ValueTask<RateLimitLease> AskAsync(Request request)
    {
        var waiting = new Waiting(request, _order++);
        _waiting.Add(waiting);
        Drain();
        return new(waiting.Task);
    }

    public override void Dispose()
    {
    }

    private void Drain()
    {
        List<Waiting> decided = [];
        foreach (var waiting in _waiting)
        {
            var request = waiting.Request;
            var alone = request.Processor + (request.Waiting * workload.Slowness(time.Now));
            if (time.Now + alone > request.Arrival + Workload.Target) waiting.SetResult(new Lease(null, request));
            else if (request.Waiting > 0 && _connections == Workload.Connections) continue;
            else if (_holders >= Workload.Processors && _inUse + request.Processor > seconds) continue;
            else waiting.SetResult(Take(request));
            decided.Add(waiting);
        }
        _waiting.ExceptWith(decided);
    }

    private Lease Take(Request request)
    {
        _holders++;
        _inUse += request.Processor;
        if (request.Waiting > 0) _connections++;
        return new(this, request);
    }

    private void End(Request request)
    {
        _inUse = --_holders == 0 ? 0 : _inUse - request.Processor;
        if (request.Waiting > 0) _connections--;
        Drain();
    }

    private sealed class Waiting(Request request, long order) : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Request Request => request;

        public long Order => order;
    }

    private sealed class Lease(Clairvoyant? limiter, Request request) : RateLimitLease
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
            limiter?.End(request);
            base.Dispose(disposing);
        }
    }
}
