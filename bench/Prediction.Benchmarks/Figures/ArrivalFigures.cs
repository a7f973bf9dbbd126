using ShadowGen.Arrivals;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Arrivals;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>
/// How well the calls per second of the next 1 to 10 minutes are foretold, for recorded workloads and synthetic weeks, learning on: mean absolute errors over those of each rival
/// (geometric means over series and horizons), and how many rates lay in their 90 % intervals. Rivals are tuned for each series and horizon on the part that is not scored.
/// </summary>
internal sealed class ArrivalFigures(string folder, TextWriter output) : FigureGroup(
    "arrivals",
    new("arrivals.lastvalue.ratio", "x", Bound.AtMost(1)),
    new("arrivals.seasonal.ratio", "x", Bound.AtMost(1)),
    new("arrivals.holtwinters.ratio", "x", Bound.AtMost(1)),
    new("arrivals.average.ratio", "x"),
    new("arrivals.worst.ratio", "x", Bound.AtMost(1)),
    new("arrivals.coverage", "%", Bound.AtLeast(88.5)),
    new("arrivals.coverage.max", "%", Bound.AtMost(91.5)))
{
    private static readonly (string Name, Func<ArrivalSeries, int[], double[]> Errors)[] Rivals =
    [
        ("last value", ArrivalReplay.LastValue),
        ("seasonal", ArrivalReplay.Seasonal),
        ("Holt-Winters", ArrivalReplay.HoltWinters),
        ("average", ArrivalReplay.Average),
    ];

    private static readonly ArrivalPlan Plan = ArrivalPlan.Minutes;
    private static readonly int[] Horizons = [.. Plan.HorizonSeconds.Select(s => (int)(s / Plan.BinSeconds))];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var families = ArrivalSeries.ReadAll(folder).Concat(SyntheticWeeks.All()).GroupBy(s => s.Family).ToArray();
        var ratios = new List<double[]>();
        var coverage = new List<double>();
        var worst = 0.0;
        foreach (var family in families)
        {
            var all = family.ToArray();
            var own = ArrivalReplay.Own(all, Plan, Horizons);
            var rows = new double[all.Length][];
            Parallel.For(0, all.Length, i => rows[i] = Array.ConvertAll(Rivals, r => GeometricMean(own.Errors[i].Zip(r.Errors(all[i], Horizons), Ratio))));
            Print(family.Key, all, own.Errors, own.Coverage, rows);
            ratios.AddRange(rows);
            coverage.AddRange(own.Coverage.SelectMany(c => c));
            worst = Math.Max(worst, Enumerable.Range(0, 3).Max(r => GeometricMean(rows.Select(row => row[r]))));
        }
        return new Dictionary<string, double>
        {
            ["arrivals.lastvalue.ratio"] = GeometricMean(ratios.Select(r => r[0])),
            ["arrivals.seasonal.ratio"] = GeometricMean(ratios.Select(r => r[1])),
            ["arrivals.holtwinters.ratio"] = GeometricMean(ratios.Select(r => r[2])),
            ["arrivals.average.ratio"] = GeometricMean(ratios.Select(r => r[3])),
            ["arrivals.worst.ratio"] = worst,
            ["arrivals.coverage"] = coverage.Average(),
            ["arrivals.coverage.max"] = coverage.Average(),
        };
    }

    private static double Ratio(double own, double rival) => rival > 0 ? own / rival : own > 0 ? double.PositiveInfinity : 1;

    private static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    private void Print(string family, ArrivalSeries[] all, double[][] errors, double[][] coverage, double[][] ratios)
    {
        output.WriteLine($"{family}: {all.Length} series of {all[0].Rates.Length} minutes, horizons of {string.Join(", ", Horizons)} minutes; error over that of");
        output.WriteLine($"  {"",-26}{string.Concat(Rivals.Select(r => $"{r.Name,14}"))}{"coverage %",12}{"error at each horizon",26}");
        for (var i = 0; i < all.Length; i++)
        {
            output.WriteLine($"  {all[i].Name,-26}{string.Concat(ratios[i].Select(r => $"{r,14:f3}"))}{coverage[i].Average(),12:f1}     {string.Join(' ', errors[i].Select(e => $"{e,8:f3}"))}");
        }
        output.WriteLine($"  {"geometric mean",-26}{string.Concat(Enumerable.Range(0, Rivals.Length).Select(r => $"{GeometricMean(ratios.Select(row => row[r])),14:f3}"))}{coverage.Average(c => c.Average()),12:f1}");
        output.WriteLine();
        output.Flush();
    }
}
