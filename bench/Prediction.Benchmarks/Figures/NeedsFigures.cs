using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.Needs;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>How well the cost of a call is foretold when it begins, over all sets and resources of a folder, learning on. Ratios are the worst of them, to the best rival of each.</summary>
internal sealed class NeedsFigures(string folder, TextWriter output) : FigureGroup(
    "needs",
    new("needs.coverage.min", "%", Bound.AtLeast(88.5)),
    new("needs.coverage.max", "%", Bound.AtMost(91.5)),
    new("needs.error.ratio", "x", Bound.AtMost(1)),
    new("needs.error.excess", "x"),
    new("needs.winkler.ratio", "x", Bound.AtMost(1)),
    new("needs.winkler.mean", "x"),
    new("needs.node.worst", "points", Bound.AtMost(5)),
    new("needs.window.worst", "points", Bound.AtMost(5)))
{
    /// <summary>Times below this many microseconds are mostly what recording them has cost.</summary>
    private const double LeastDuration = 10;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var all = new List<NeedsScore[]>();
        var changed = new List<NeedsScore>();
        foreach (var set in CallSet.ReadAll(folder))
        {
            foreach (var (resource, costOf) in ResourcesOf(set))
            {
                var predictors = PanelFor(set.Operations);
                var scores = Array.ConvertAll(predictors, p => new NeedsScore(p.Name));
                Parallel.For(0, predictors.Length, i => NeedsReplay.Run(set, costOf, predictors[i], scores[i]));
                Print($"{set.Name}, {resource}", scores);
                all.Add(scores);
                var tripled = new NeedsScore("tripled");
                NeedsReplay.Run(set, costOf, new OwnNeeds(set.Operations), tripled, factor: 3);
                output.WriteLine($"  costs triple at half: coverage {tripled.Coverage:f2} %, worst window {tripled.WorstWindow:f1} points; as they were: worst window {scores[0].WorstWindow:f1}, worst operation {scores[0].WorstNode:f1}");
                output.WriteLine();
                changed.Add(tripled);
            }
        }
        if (all.Count == 0) throw new InvalidOperationException($"no set in '{folder}' has a cost above 0");
        return new Dictionary<string, double>
        {
            ["needs.coverage.min"] = all.Min(s => s[0].Coverage),
            ["needs.coverage.max"] = all.Max(s => s[0].Coverage),
            ["needs.error.ratio"] = all.Max(s => s[0].ErrorFactor / s[1..].Min(r => r.ErrorFactor)),
            ["needs.error.excess"] = Mean(s => (s[0].ErrorFactor - 1) / (s[1..].Min(r => r.ErrorFactor) - 1)),
            ["needs.winkler.ratio"] = all.Max(Winkler),
            ["needs.winkler.mean"] = Mean(Winkler),
            ["needs.node.worst"] = all.Max(s => s[0].WorstNode),
            ["needs.window.worst"] = changed.Max(s => s.WorstWindow),
        };

        static double Winkler(NeedsScore[] scores) => scores[0].Winkler / scores[1..].Where(r => r.HasIntervals).Min(r => r.Winkler);

        double Mean(Func<NeedsScore[], double> ratio) => Math.Exp(all.Average(s => Math.Log(ratio(s))));
    }

    private static IEnumerable<(string Resource, Func<CallEvent, double> CostOf)> ResourcesOf(CallSet set)
    {
        (string, Func<CallEvent, double>)[] resources =
        [
            ("microseconds", call => call.Duration >= LeastDuration ? call.Duration : double.NaN),
            (set.Extra ?? "", call => call.Extra > 0 ? call.Extra : double.NaN),
        ];
        return resources.Where(r => set.Sequences.Any(s => s.Events.Skip(s.Train).Any(e => !double.IsNaN(r.Item2(e)))));
    }

    private static NeedsPredictor[] PanelFor(int operations) =>
    [
        new OwnNeeds(operations),
        new LastCost(operations),
        new ExponentialMean(operations, 0.1, ofLogarithms: false),
        new ExponentialMean(operations, 0.3, ofLogarithms: true),
        new RollingQuantiles(100, byCaller: false),
        new RollingQuantiles(20, byCaller: true),
        new RollingQuantiles(1000, byCaller: true),
        new DecayedHistogram(operations),
        new SplitConformal(operations),
    ];

    private void Print(string title, NeedsScore[] scores)
    {
        output.WriteLine($"{title}: {scores[0].Count} calls scored");
        output.WriteLine($"  {"",-28}{"error",8}{"median",8}{"p90",8}{"coverage %",12}{"width",8}{"Winkler",9}");
        foreach (var score in scores)
        {
            var interval = score.HasIntervals ? $"{score.Coverage,12:f2}{score.Width,8:f3}{score.Winkler,9:f3}" : "";
            output.WriteLine($"  {score.Name,-28}{score.ErrorFactor,8:f3}{score.ErrorQuantile(0.5),8:f3}{score.ErrorQuantile(0.9),8:f2}{interval}");
        }
        output.WriteLine();
        output.Flush();
    }
}
