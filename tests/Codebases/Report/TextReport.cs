using System.Globalization;
using System.Text;
using ShadowGen.Codebases.Results;

namespace ShadowGen.Codebases.Report;

/// <summary>The report that a person reads.</summary>
internal static class TextReport
{
    private const int MostListed = 20;

    public static string Of(Study study)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{Path.GetFileName(study.Options.Directory)}: {string.Join(", ", study.Choice.Targets)}\n\n");
        text.Append(Summary(study)).Append('\n');
        text.Append(Projects(study)).Append('\n');
        if (study.Trace is { } trace)
            text.Append(TraceReport.Of(trace)).Append('\n');
        foreach (var (project, reason) in study.Choice.LeftOut)
            text.Append(CultureInfo.InvariantCulture, $"left out, because it does not build without ShadowGen either: {project}: {reason}\n");
        foreach (var (outcome, comparison) in study.Comparisons)
            List(text, $"{outcome.Variant.Name}: results that differ", comparison.Differences);
        List(text, "flaky without ShadowGen, so not compared", [.. study.Comparisons.Values.SelectMany(c => c.Flaky).Distinct()]);
        text.Append(study.Verdict.Faults.Count == 0 ? "VERDICT: same\n" : "VERDICT: different\n");
        foreach (var fault in study.Verdict.Faults)
            text.Append("  ").Append(fault).Append('\n');
        return text.ToString();
    }

    private static Table Summary(Study study)
    {
        Outcome[] all = [study.Plain, .. study.Shadowed];
        var table = new Table(["", .. all.Select(o => o.Variant.Name)]);
        Row("build", o => o.IsBuilt ? "ok" : "FAILED");
        Row("tests passed", o => Count(o, "passed"));
        Row("tests failed", o => Count(o, "failed"));
        Row("tests skipped", o => Count(o, "skipped"));
        Row("results that differ", o => study.Comparisons.TryGetValue(o, out var c) ? Number(c.Differences.Count) : "");
        Row("call sites", o => Of(o, c => Number(c.CallSites)));
        Row("shadowed", o => Of(o, c => Number(c.Shadowed)));
        Row("left out: too small", o => Of(o, c => Number(c.LeftOut)));
        Row("coverage", o => Of(o, c => c.Share.ToString("P1", CultureInfo.InvariantCulture)));
        Row("coverage, libraries only", o => o.Coverage.Count == 0 ? "" : o.LibraryCoverage.Share.ToString("P1", CultureInfo.InvariantCulture));
        Time("clean build", o => o.RebuildSeconds(r => r.Elapsed));
        Time("clean build, CPU", o => o.RebuildSeconds(r => r.Cpu));
        Time("test run", o => o.TestSeconds(r => r.Elapsed));
        Time("test run, CPU", o => o.TestSeconds(r => r.Cpu));
        Time("tests alone, as they report", o => o.TestsAloneSeconds);
        return table;

        void Row(string name, Func<Outcome, string> cell) => table.Add([name, .. all.Select(cell)]);
        void Time(string name, Func<Outcome, double?> seconds) => Row(name, o => Timing(seconds(o), seconds(study.Plain), o == study.Plain));
    }

    private static Table Projects(Study study)
    {
        var table = new Table("project", "C#", "call sites", "coverage", "threshold 0", "not shadowed");
        foreach (var project in study.AsUsed.Projects.Where(p => p.IsShadowed))
        {
            var used = study.AsUsed.Coverage.GetValueOrDefault(project.Name);
            var whole = study.Shadowed[^1].Coverage.GetValueOrDefault(project.Name);
            table.Add(
                project.Name + (project.IsTest ? " (tests)" : ""),
                project.LangVersion,
                Number(used?.CallSites ?? 0),
                used?.Share.ToString("P1", CultureInfo.InvariantCulture) ?? "",
                whole?.Share.ToString("P1", CultureInfo.InvariantCulture) ?? "",
                (whole ?? used)?.Reasons() ?? "");
        }

        return table;
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"{title} ({lines.Count}):\n");
        foreach (var line in lines.Take(MostListed))
            text.Append("  ").Append(line).Append('\n');
        if (lines.Count > MostListed)
            text.Append(CultureInfo.InvariantCulture, $"  and {lines.Count - MostListed} more, in report.json\n");
    }

    private static string Count(Outcome outcome, string word) => outcome.ResultsOf(0) is { } results ? Number(results.Count(word)) : "";

    private static string Of(Outcome outcome, Func<Coverage, string> cell) => outcome.Coverage.Count == 0 ? "" : cell(outcome.TotalCoverage);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Timing(double? seconds, double? plain, bool isPlain) =>
        seconds is not { } s ? ""
        : isPlain || plain is not > 0 ? string.Create(CultureInfo.InvariantCulture, $"{s:F2} s")
        : string.Create(CultureInfo.InvariantCulture, $"{s:F2} s  {s / plain:F2}x");
}
