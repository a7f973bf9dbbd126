namespace ShadowGen.Adaptive.Benchmarks.Simulation;

/// <summary>What came of the requests that arrived after the warm-up.</summary>
/// <param name="Goodput">Done within the target, per second.</param>
/// <param name="Work">Processor seconds of those, per second.</param>
/// <param name="Tail">99th percentile of the latency of what was let in, over the target.</param>
/// <param name="Light">Share of requests of at most 1 ms, which wait for nothing, that were done in time.</param>
/// <param name="Heavy">Share of requests of more than 20 ms that were.</param>
/// <param name="Idle">Refused while there was capacity.</param>
internal readonly record struct RunScore(double Goodput, double Work, double Tail, double Light, double Heavy, double Idle)
{
    private const double LightCost = 1e-3, HeavyCost = 20e-3;

    public static RunScore Of(IReadOnlyList<Request> all)
    {
        var requests = all.Where(r => r.Arrival >= Workload.WarmUp).ToList();
        var good = requests.Where(IsGood).ToList();
        // What was let in and never ended was late as well.
        var latencies = requests.Where(r => !double.IsNaN(r.Admitted)).Select(r => double.IsNaN(r.Done) ? double.PositiveInfinity : r.Latency).Order().ToArray();
        const double Seconds = Workload.End - Workload.WarmUp;
        return new(
            good.Count / Seconds,
            good.Sum(r => r.Processor) / Seconds,
            latencies.Length == 0 ? 0 : latencies[(int)Math.Ceiling(latencies.Length * 0.99) - 1] / Workload.Target,
            Share(requests, r => r.Processor <= LightCost && r.Waiting == 0),
            Share(requests, r => r.Processor > HeavyCost),
            all.Count(r => r.RefusedIdle));
    }

    public static RunScore Mean(IReadOnlyCollection<RunScore> runs) => new(
        runs.Average(r => r.Goodput), runs.Average(r => r.Work), runs.Average(r => r.Tail), runs.Average(r => r.Light), runs.Average(r => r.Heavy), runs.Sum(r => r.Idle));

    private static bool IsGood(Request request) => request.Latency <= Workload.Target;

    private static double Share(List<Request> requests, Func<Request, bool> isMeant)
    {
        var meant = requests.Where(isMeant).ToList();
        return meant.Count == 0 ? 1 : (double)meant.Count(IsGood) / meant.Count;
    }
}
