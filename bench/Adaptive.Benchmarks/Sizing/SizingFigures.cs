using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Sizing;

/// <summary>
/// What would have been allowed, minute by minute, on a recording and on synthetic months, by the manager and by rivals: slack is what was allowed and not used, of what was allowed, over all services of a trace
/// together, as machines are paid for, and the mean of CPU and memory; a minute is under-provisioned when more was used than allowed. The first fifth is not scored.
/// </summary>
/// <param name="folder">Holds the recording; null: synthetic months only.</param>
internal sealed class SizingFigures(string? folder, TextWriter output) : FigureGroup(
    "sizing",
    new("sizing.slack", "%", Bound.AtMost(15)),
    new("sizing.under", "% of minutes"),
    new("sizing.under.vpa", "x of the VPA rules, the worse trace", Bound.AtMost(1)),
    new("sizing.under.autopilot", "x of Autopilot's rules, the worse trace"),
    new("sizing.slack.vpa", "x of the VPA rules"),
    new("sizing.slack.autopilot", "x of Autopilot's rules"))
{
    /// <summary>A recording of 20 hours has no half-lives of days: theirs and their windows are a tenth.</summary>
    private const double ScaleOfRecording = 0.1;

    private static readonly (string Name, Func<SizingSeries, double, ISizer> Make)[] Sizers =
    [
        ("manager", static (series, _) => new ManagedSizer(series.IsMemory)),
        ("VPA", static (series, scale) => new VpaSizer(series.IsMemory, scale)),
        ("Autopilot", static (series, scale) => new AutopilotSizer(series.IsMemory, scale)),
    ];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var recorded = folder is null ? [] : SizingSeries.Read(folder).ToArray();
        var all = recorded.Select(s => (Series: s, Scale: ScaleOfRecording)).Concat(SyntheticMonths.All().Select(s => (Series: s, Scale: 1.0))).ToArray();
        var rows = all.Select(s => Sizers.Select(sizer => Replay(s.Series, sizer.Make(s.Series, s.Scale))).ToArray()).ToArray();
        foreach (var family in all.Select((s, i) => (s.Series, Row: rows[i])).GroupBy(s => s.Series.Family)) Print(family.Key, [.. family]);
        // A month has many times the minutes of the recording: families count alike.
        var families = all.Select((s, i) => (s.Series, Row: rows[i])).GroupBy(s => s.Series.Family).ToArray();
        var slack = Sizers.Select((_, k) => families.Average(f => Slack(f, k))).ToArray();
        var under = Sizers.Select((_, k) => families.Select(f => f.Average(s => s.Row[k].Under)).ToArray()).ToArray();
        return new Dictionary<string, double>
        {
            ["sizing.slack"] = slack[0],
            ["sizing.under"] = under[0].Average(),
            ["sizing.under.vpa"] = under[0].Zip(under[1], static (own, rival) => own / rival).Max(),
            ["sizing.under.autopilot"] = under[0].Zip(under[2], static (own, rival) => own / rival).Max(),
            ["sizing.slack.vpa"] = slack[0] / slack[1],
            ["sizing.slack.autopilot"] = slack[0] / slack[2],
        };
    }

    private static double Slack(IEnumerable<(SizingSeries Series, Score[] Row)> rows, int sizer) =>
        rows.GroupBy(static r => r.Series.IsMemory).Average(resource => 100 * resource.Sum(r => r.Row[sizer].Unused) / resource.Sum(r => r.Row[sizer].Allowed));

    private static Score Replay(SizingSeries series, ISizer sizer)
    {
        var (allowed, unused, under, scored) = (0.0, 0.0, 0, 0);
        for (var minute = 0; minute < series.Use.Length; minute++)
        {
            if (minute >= series.Use.Length / 5)
            {
                scored++;
                allowed += sizer.Allowed;
                unused += Math.Max(0, sizer.Allowed - series.Use[minute]);
                if (series.Use[minute] > sizer.Allowed) under++;
            }
            sizer.Learn(series.Use[minute]);
        }
        return new(allowed, unused, 100.0 * under / scored);
    }

    private void Print(string family, (SizingSeries Series, Score[] Row)[] rows)
    {
        output.WriteLine($"{family}: slack % / under-provisioned minutes %");
        output.WriteLine($"  {"",-34}{string.Concat(Sizers.Select(s => $"{s.Name,18}"))}");
        foreach (var (series, row) in rows) output.WriteLine($"  {series.Name,-34}{string.Concat(row.Select(r => $"{r.Slack,9:f1} /{r.Under,7:f2}"))}");
        output.WriteLine($"  {"all",-34}{string.Concat(Sizers.Select((_, k) => $"{Slack(rows, k),9:f1} /{rows.Average(r => r.Row[k].Under),7:f2}"))}");
        output.WriteLine();
        output.Flush();
    }

    private readonly record struct Score(double Allowed, double Unused, double Under)
    {
        public double Slack => 100 * Unused / Allowed;
    }
}
