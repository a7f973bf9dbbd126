using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Rivals;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>All limiters, each with the settings that are swept.</summary>
internal static class Panel
{
    public const string Own = "ShadowGen", Oracle = "ShadowGen, told true costs", Weighted = "weighted ConcurrencyLimiter", WeightedOracle = "ConcurrencyLimiter of true costs", Ceiling = "clairvoyant, shortest first";

    private static readonly double[] Permits = [20, 40, 80, 160, 240, 320, 480, 720, 1000];
    private static readonly (double Queue, QueueProcessingOrder Order)[] Queues =
    [
        (0, QueueProcessingOrder.OldestFirst), (0.5, QueueProcessingOrder.OldestFirst), (0.5, QueueProcessingOrder.NewestFirst), (2, QueueProcessingOrder.OldestFirst), (2, QueueProcessingOrder.NewestFirst),
    ];

    public static Made Product { get; } = new(Own, "defaults", (time, workload) => new OwnLimiter(time, workload, isOracle: false));

    /// <summary>Those that go by the number of requests.</summary>
    public static IEnumerable<Made> Counting() => [.. Gradient2(), .. Vegas(), .. Aimd(), .. Envoy(), .. Fixed()];

    /// <summary>A permit for each millisecond that requests of the endpoint take on average; the averages are exact.</summary>
    public static IEnumerable<Made> Weighing() =>
        from permits in Permits
        from queue in Queues
        from countsWaiting in new[] { false, true }
        select new Made(Weighted, $"{permits} ms{Name(queue, permits)}{(countsWaiting ? ", waiting too" : "")}", (_, workload) =>
        {
            var means = workload.Means();
            return new FixedLimiter(Options((int)permits, queue), r => (int)Math.Ceiling(1e3 * (means[r.Endpoint].Processor + (countsWaiting ? means[r.Endpoint].Waiting : 0))));
        });

    /// <summary>What knows true costs.</summary>
    public static IEnumerable<Made> Oracles() =>
    [
        .. from permits in new[] { 20, 60, 120, 240 }
           select new Made(Ceiling, $"{permits} ms", (time, workload) => new Clairvoyant(time, workload, permits / 1e3)),
        new(Oracle, "defaults", (time, workload) => new OwnLimiter(time, workload, isOracle: true)),
        .. from permits in Permits
           from queue in Queues
           select new Made(WeightedOracle, $"{permits} ms{Name(queue, permits)}", (time, workload) =>
               new FixedLimiter(Options((int)permits, queue), r => (int)Math.Ceiling(1e3 * (r.Processor + (r.Waiting * workload.Slowness(time.Now)))))),
    ];

    private static IEnumerable<Made> Fixed() =>
        from permits in new double[] { 4, 6, 8, 12, 16, 24, 32, 48, 64, 96 }
        from queue in Queues
        select new Made("ConcurrencyLimiter", $"{permits}{Name(queue, permits)}", (_, _) => new FixedLimiter(Options((int)permits, queue), _ => 1));

    private static IEnumerable<Made> Gradient2() =>
        from tolerance in new[] { 1, 1.5, 2, 3 }
        from least in new[] { 4, 8, 20 }
        from queue in new[] { 1, 4 }
        from window in new[] { 0.1, 1 }
        select new Made("Netflix Gradient2", $"tolerance {tolerance}, least {least}, queue {queue}, window {window} s", (time, _) => new CountLimiter(time, new WindowedLimit(new Gradient2Limit(tolerance, least, queue), window)));

    private static IEnumerable<Made> Vegas() =>
        from bounds in new (double Alpha, double Beta)[] { (1, 2), (3, 6), (6, 12) }
        from window in new[] { 0, 0.1, 1 }
        select new Made("Netflix Vegas", $"alpha {bounds.Alpha}, beta {bounds.Beta}, window {window} s", (time, _) => new CountLimiter(time, Windowed(new VegasLimit(bounds.Alpha, bounds.Beta, 1), window)));

    private static IEnumerable<Made> Aimd() =>
        from bound in new[] { 0.25, 0.5, 0.75, 1 }
        from backoff in new[] { 0.7, 0.9 }
        from window in new[] { 0, 0.1 }
        select new Made("AIMD", $"bound {bound} of the target, backoff {backoff}, window {window} s", (time, _) => new CountLimiter(time, Windowed(new AimdLimit(bound * Workload.Target, backoff), window)));

    private static IEnumerable<Made> Envoy() =>
        from buffer in new[] { 0.25, 1, 2, 4 }
        from quantile in new[] { 0.5, 0.9 }
        from interval in new double[] { 15, 60 }
        select new Made("Envoy gradient", $"buffer {buffer}, quantile {quantile}, least latency every {interval} s", (time, _) => new CountLimiter(time, new EnvoyGradientLimit(buffer, quantile, interval)));

    private static ConcurrencyLimit Windowed(ConcurrencyLimit limit, double window) => window == 0 ? limit : new WindowedLimit(limit, window);

    private static ConcurrencyLimiterOptions Options(int permits, (double Queue, QueueProcessingOrder Order) queue) =>
        new() { PermitLimit = permits, QueueLimit = (int)(permits * queue.Queue), QueueProcessingOrder = queue.Order };

    private static string Name((double Queue, QueueProcessingOrder Order) queue, double permits) => queue.Queue == 0 ? "" : $" and {queue.Queue * permits:f0} queued, {queue.Order}";
}
