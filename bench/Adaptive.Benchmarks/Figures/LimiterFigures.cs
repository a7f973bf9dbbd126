using ShadowGen.Adaptive.Benchmarks.Limiters;
using ShadowGen.Adaptive.Benchmarks.Simulation;
using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Figures;

/// <summary>
/// Overload with mixed costs, simulated on virtual time around the limiters themselves: requests done within the latency target, by those of rivals, each with the setting that is best for the workload. Ratios of sums over
/// seeds; geometric means over the workloads whose costs can be predicted, and the one whose costs cannot by itself.
/// </summary>
internal sealed class LimiterFigures(TextWriter output) : FigureGroup(
    "limiter",
    new("limiter.goodput.ratio", "x", Bound.AtLeast(1.3)),
    new("limiter.weighted.ratio", "x", Bound.AtLeast(1.05)),
    new("limiter.unpredictable.ratio", "x", Bound.AtLeast(0.95)),
    new("limiter.oracle.ratio", "x"),
    new("limiter.work.ratio", "x"),
    new("limiter.p99.target", "x", Bound.AtMost(1)),
    new("limiter.light.success", "%", Bound.AtLeast(95)),
    new("limiter.heavy.success", "%"),
    new("limiter.idle.rejections", "", Bound.AtMost(0)),
    new("limiter.acquire", "ns"),
    new("limiter.acquire.ratio", "x"))
{
    private static readonly int[] Seeds = [1, 2, 3, 4, 5];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var predictable = new List<Result>();
        var unpredictable = new List<Result>();
        foreach (var workload in Workload.All)
        {
            var result = Measure(workload);
            (workload.IsPredictable ? predictable : unpredictable).Add(result);
            Print(workload, result);
        }
        var (own, fixedLimit) = AcquireCost.Measure();
        return new Dictionary<string, double>
        {
            ["limiter.acquire"] = own,
            ["limiter.acquire.ratio"] = own / fixedLimit,
            ["limiter.goodput.ratio"] = Mean(predictable, r => r.Own.Goodput / r.Counting.Goodput),
            ["limiter.weighted.ratio"] = Mean(predictable, r => r.Own.Goodput / r.Weighing.Goodput),
            ["limiter.unpredictable.ratio"] = Mean(unpredictable, r => r.Own.Goodput / Math.Max(r.Counting.Goodput, r.Weighing.Goodput)),
            ["limiter.oracle.ratio"] = Mean(predictable, r => r.Own.Goodput / r.Oracle.Goodput),
            ["limiter.work.ratio"] = Mean(predictable, r => r.Own.Work / r.Counting.Work),
            ["limiter.p99.target"] = predictable.Concat(unpredictable).Max(r => r.Own.Tail),
            ["limiter.light.success"] = 100 * predictable.Min(r => r.Own.Light),
            ["limiter.heavy.success"] = 100 * predictable.Min(r => r.Own.Heavy),
            ["limiter.idle.rejections"] = predictable.Concat(unpredictable).Sum(r => r.Own.Idle),
        };
    }

    private static Result Measure(Workload workload)
    {
        var families = Panel.Counting().Concat(Panel.Weighing()).Concat(Panel.Oracles()).Append(Panel.Product).ToArray();
        var scores = new RunScore[families.Length];
        Parallel.For(0, families.Length, i => scores[i] = RunScore.Mean(Array.ConvertAll(Seeds, seed => Run.Of(workload, seed, families[i]))));
        var best = families.Zip(scores).GroupBy(f => f.First.Family).ToDictionary(f => f.Key, f => f.MaxBy(s => s.Second.Goodput));
        string[] counting = [.. Panel.Counting().Select(m => m.Family).Distinct()];
        return new(
            best[Panel.Own].Second,
            counting.Select(f => best[f].Second).MaxBy(s => s.Goodput),
            best[Panel.Weighted].Second,
            new[] { best[Panel.Ceiling].Second, best[Panel.Oracle].Second, best[Panel.WeightedOracle].Second }.MaxBy(s => s.Goodput),
            [.. best.Values]);
    }

    private static double Mean(List<Result> results, Func<Result, double> ratio) => Math.Exp(results.Average(r => Math.Log(ratio(r))));

    private void Print(Workload workload, Result result)
    {
        output.WriteLine($"{workload.Name}: {Seeds.Length} seeds of {Workload.End - Workload.WarmUp:f0} s, {Workload.Processors} processors, target {Workload.Target * 1e3:f0} ms; each limiter's best setting");
        output.WriteLine($"  {"",-34}{"in time/s",10}{"CPU s/s",9}{"p99/target",12}{"light %",9}{"heavy %",9}{"refused idle",14}");
        foreach (var (made, score) in result.All.OrderByDescending(a => a.Score.Goodput))
            output.WriteLine($"  {made.Family,-34}{score.Goodput,10:f1}{score.Work,9:f2}{score.Tail,12:f2}{100 * score.Light,9:f1}{100 * score.Heavy,9:f1}{score.Idle,14:f0}   {made.Setting}");
        output.WriteLine();
        output.Flush();
    }

    private sealed record Result(RunScore Own, RunScore Counting, RunScore Weighing, RunScore Oracle, (Made Made, RunScore Score)[] All);
}
