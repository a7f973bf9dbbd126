using ShadowGen.CallTracer;

namespace ShadowGen.Generator.Benchmarks.Priors;

/// <summary>How near the static order of one assembly's edges is to what was called.</summary>
/// <param name="Edges">Executed edges between its members.</param>
/// <param name="Coverage">Share of the executed calls that are on an edge of the skeleton, in percent.</param>
/// <param name="Recall">Of the 20 edges that were called most, those among the 20 hottest static ones, in percent.</param>
/// <param name="Captured">Calls on the 20 hottest static edges, in percent of those on the 20 that were called most (Wall's weighted matching).</param>
/// <param name="UniformRecall">As <paramref name="Recall"/>, where every member calls each of its callees once.</param>
/// <param name="DepthRecall">As <paramref name="Recall"/>, by the depth of loops alone.</param>
/// <param name="Rank">Spearman's rank correlation over the executed edges that the skeleton has, -1 to 1.</param>
internal sealed record PriorScore(int Edges, double Coverage, double Recall, double Captured, double UniformRecall, double DepthRecall, double Rank)
{
    public const int Top = 20;

    /// <param name="study">What was called, by the tracer.</param>
    /// <param name="assembly">Only calls within it count: what begins outside of it is not in its source.</param>
    public static PriorScore Of(FrameStudy study, string assembly)
    {
        var calls = study.Calls.Where(call => call.Key.Assembly == assembly && call.Key.CalleeAssembly == assembly)
            .ToDictionary(static call => (call.Key.Caller, call.Key.Callee), static call => call.Value);
        var skeletons = study.SkeletonsOf[assembly];
        var ranking = Ranking.Frequencies(skeletons);
        var hottest = calls.OrderByDescending(static call => call.Value).Take(Top).Select(static call => call.Key).ToHashSet();
        var found = calls.Where(call => ranking.Has(call.Key)).ToList();
        return new PriorScore(
            calls.Count,
            Percent(found.Sum(static call => call.Value), calls.Values.Sum()),
            RecallOf(ranking, hottest),
            Percent(ranking.Hottest.Take(Top).Sum(calls.GetValueOrDefault), hottest.Sum(edge => calls[edge])),
            RecallOf(Ranking.Uniform(skeletons), hottest),
            RecallOf(Ranking.LoopDepth(skeletons), hottest),
            Correlation(Ranks([.. found.Select(static call => (double)call.Value)]), Ranks([.. found.Select(call => ranking.Of(call.Key))])));
    }

    private static double RecallOf(Ranking ranking, HashSet<(string, string)> hottest) => Percent(ranking.Hottest.Take(Top).Count(hottest.Contains), hottest.Count);

    private static double Percent(double part, double whole) => whole == 0 ? double.NaN : 100 * part / whole;

    // Equal values share the mean of their ranks.
    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var first = 0; first < order.Length;)
        {
            var end = first;
            while (end < order.Length && values[order[end]] == values[order[first]])
                end++;
            for (var i = first; i < end; i++)
                ranks[order[i]] = (first + end - 1) / 2.0;
            first = end;
        }

        return ranks;
    }

    private static double Correlation(double[] a, double[] b)
    {
        if (a.Length == 0)
            return double.NaN;
        var (meanA, meanB) = (a.Average(), b.Average());
        var product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
