using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Limiters;

namespace ShadowGen.Adaptive.Benchmarks.Simulation;

/// <summary>One run of a workload behind a limiter, from nothing.</summary>
internal static class Run
{
    public static RunScore Of(Workload workload, int seed, Made made)
    {
        var time = new VirtualTime();
        var processors = new SharedProcessors(time, Workload.Processors);
        var dependency = new Dependency(time, Workload.Connections, workload.Slowness);
        using var limiter = made.Make(time, workload);
        var requests = workload.Requests(seed);
        var pending = new List<(Request Request, Task<RateLimitLease> Lease)>();

        foreach (var request in requests) time.At(request.Arrival, () => Arrive(request));
        time.RunUntil(Workload.End + 5, Decide);
        return RunScore.Of(requests);

        void Arrive(Request request)
        {
            var asked = limiter.AskAsync(request);
            if (asked.IsCompleted) Answer(request, asked.Result);
            else pending.Add((request, asked.AsTask()));
        }

        // A limiter completes what it decides at once; only continuations would be left to other threads.
        void Decide()
        {
            for (var i = pending.Count - 1; i >= 0; i--)
            {
                var (request, lease) = pending[i];
                if (!lease.IsCompleted) continue;
                pending.RemoveAt(i);
                Answer(request, lease.Result);
            }
        }

        void Answer(Request request, RateLimitLease lease)
        {
            if (!lease.IsAcquired)
            {
                request.Refused = time.Now;
                var alone = request.Processor + (request.Waiting * dependency.Slowness);
                request.RefusedIdle = processors.HasIdle && (request.Waiting == 0 || dependency.HasIdle) && time.Now + alone <= request.Arrival + Workload.Target;
                return;
            }
            request.Admitted = time.Now;
            processors.Start(request.Processor, () =>
            {
                if (request.Waiting > 0) dependency.Start(request.Waiting, () => End(request, lease));
                else End(request, lease);
            });
        }

        void End(Request request, RateLimitLease lease)
        {
            request.Done = time.Now;
            limiter.Done(request);
            lease.Dispose();
        }
    }
}
