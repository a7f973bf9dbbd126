using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Prediction.Benchmarks.Laws;
using ShadowGen.Prediction.Benchmarks.Needs;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>How well costs are foretold from arguments, on known laws and on recorded calls with arguments; and how near growth exponents of real code are to the known ones.</summary>
internal sealed class LawFigures(string? folder, TextWriter output) : FigureGroup(
    "laws",
    new("laws.excess.ratio", "x", Bound.AtMost(0.7)),
    new("laws.excess.recorded", "x", Bound.AtMost(0.7)),
    new("laws.excess.worst", "x"),
    new("laws.exponent.error", "", Bound.AtMost(0.1)),
    new("laws.coverage", "%", Bound.AtLeast(88.5)),
    new("laws.learn", "ns", Bound.AtMost(1200)),
    new("laws.read", "ns", Bound.AtMost(35)),
    new("laws.allocated", "B", Bound.AtMost(0)))
{
    private const int Runs = 3;

    /// <summary>Sets with fewer calls to score are shown, and are no part of the figures.</summary>
    private const int LeastCalls = 200;

    /// <summary>Where a cost is known to within this factor, an interval that holds it cannot hold it less often than always.</summary>
    private const double Exact = 1.01;

    /// <summary>Errors of less than this do not differ.</summary>
    private const double LeastExcess = 1e-4;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var known = Score(SyntheticLaws.All());
        // Where no set has arguments, the samples' own traces have.
        var recorded = folder is null ? [] : Score(RecordedLaws.All(folder));
        if (recorded.Count == 0 && Checkout.Traces is { } traces) recorded = Score(RecordedLaws.All(traces));
        var all = known.Concat(recorded).ToList();
        var (learn, read, bytes) = LawCosts.Measure();
        var figures = new Dictionary<string, double>
        {
            ["laws.excess.ratio"] = Math.Exp(all.Average(s => Math.Log(s.Ratio))),
            ["laws.excess.worst"] = all.Max(s => s.Ratio),
            ["laws.exponent.error"] = ExponentError(),
            ["laws.coverage"] = all.Where(s => !s.IsExact).Average(s => s.Coverage),
            ["laws.learn"] = learn,
            ["laws.read"] = read,
            ["laws.allocated"] = bytes,
        };
        if (recorded.Count > 0) figures["laws.excess.recorded"] = Math.Exp(recorded.Average(s => Math.Log(s.Ratio)));
        return figures;
    }

    /// <summary>Excess error over that of the best log-log least squares, and coverage, of each set.</summary>
    private List<(double Ratio, double Coverage, bool IsExact)> Score(IEnumerable<LawSet> sets)
    {
        var scored = new List<(double, double, bool)>();
        foreach (var set in sets)
        {
            var scores = Array.ConvertAll(PanelFor(set.Codes), p => Run(set, p));
            Print(set.Name, scores);
            if (scores[0].Count < LeastCalls) continue;
            var rival = scores.Where(s => s.Name.StartsWith(RecursiveLeastSquares.LogLog, StringComparison.Ordinal)).Min(s => s.ErrorFactor);
            scored.Add(((scores[0].ErrorFactor - 1 + LeastExcess) / (rival - 1 + LeastExcess), scores[0].Coverage, scores[0].ErrorFactor < Exact));
        }
        return scored;
    }

    private double ExponentError()
    {
        var worst = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            foreach (var exponent in KnownFunctions.Measure(seed: run))
            {
                output.WriteLine($"  {exponent.Name,-40}{exponent.Known,8:f3}{exponent.Learned,8:f3} ± {exponent.StandardError:f3}");
                worst = Math.Max(worst, exponent.Error);
            }
        }
        return worst;
    }

    private static LawPredictor[] PanelFor(bool[][] codes) =>
    [
        new OwnLaws(codes, 1),
        new OwnLaws(codes, 20),
        new RecursiveLeastSquares(codes, 1, ofLogarithms: true),
        new RecursiveLeastSquares(codes, 0.995, ofLogarithms: true),
        new RecursiveLeastSquares(codes, 0.98, ofLogarithms: true),
        new RecursiveLeastSquares(codes, 1, ofLogarithms: false),
        new RecursiveLeastSquares(codes, 0.98, ofLogarithms: false),
        new RollingMedian(codes.Length, 100),
        new MeanLog(codes.Length, 0.1),
    ];

    private static NeedsScore Run(LawSet set, LawPredictor predictor)
    {
        var score = new NeedsScore(predictor.Name);
        foreach (var call in set.Calls)
        {
            if (double.IsNaN(call.Cost)) continue;
            if (call.IsScored) score.Add(call.Operation, predictor.Predict(call), call.Cost);
            predictor.Learn(call);
        }
        return score;
    }

    private void Print(string title, NeedsScore[] scores)
    {
        output.WriteLine($"{title}: {scores[0].Count} calls scored");
        output.WriteLine($"  {"",-28}{"error",9}{"median",9}{"p90",9}{"coverage %",12}{"width",8}");
        foreach (var score in scores)
        {
            var interval = score.HasIntervals ? $"{score.Coverage,12:f2}{score.Width,8:f3}" : "";
            output.WriteLine($"  {score.Name,-28}{score.ErrorFactor,9:f4}{score.ErrorQuantile(0.5),9:f4}{score.ErrorQuantile(0.9),9:f3}{interval}");
        }
        output.WriteLine();
        output.Flush();
    }
}
