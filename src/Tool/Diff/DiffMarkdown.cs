using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Diff;

/// <summary>A comparison as a comment on a pull request.</summary>
internal static class DiffMarkdown
{
    public static void Write(Screen screen, ModelDiff diff, int top)
    {
        var output = screen.Output;
        output.WriteLine(diff.Gate.Failures.Count > 0 ? "### ShadowGen: this change fails its gate" : "### ShadowGen: what this change costs");
        output.WriteLine();
        output.WriteLine($"{Units.Plural(diff.Compared, "method")} compared, {diff.New.Count} new, {diff.Removed.Count} removed.");
        foreach (var failure in diff.Gate.Failures) output.WriteLine($"\n- **Failed**: {Text(failure.Message)} ({Text(failure.Condition)})");
        WriteCosts(output, "Worse", diff.Worse, top);
        WriteCosts(output, "Better", diff.Better, top);
        WriteTable(output, "Changed growth", ["Method", "Resource", "Before", "After"], diff.Growth.Select(change => new[] { change.Name, change.Resource, change.Before, change.After + (change.IsSuperlinear ? " (superlinear)" : "") }));
        WriteTable(output, "New", ["Method", "Calls", "Mean cpu"], diff.New.Select(Cells));
        WriteTable(output, "Removed", ["Method", "Calls", "Mean cpu"], diff.Removed.Select(Cells));
        if (diff.Worse.Count + diff.Better.Count + diff.Growth.Count == 0) output.WriteLine("\nNo cost has changed by more than chance.");
        if (diff.Gate.NotJudged.Count == 0) return;
        output.WriteLine("\nNot judged:\n");
        foreach (var finding in diff.Gate.NotJudged) output.WriteLine($"- {Text(finding.Message)} ({Text(finding.Condition)})");
    }

    private static void WriteCosts(TextWriter output, string title, IReadOnlyList<CostChange> changes, int top) =>
        WriteTable(output, changes.Count > top ? $"{title} ({top} of {changes.Count})" : title, ["Method", "Resource", "Mean before", "after", "Change", "p95 before", "after"], changes.Take(top).Select(change =>
        {
            var kind = Resource.Parse(change.Resource);
            return new[] { change.Name, change.Resource, Units.Of(kind, change.MeanBefore), Units.Of(kind, change.MeanAfter), Units.Change(change.Share), Units.Of(kind, change.P95Before), Units.Of(kind, change.P95After) };
        }));

    private static void WriteTable(TextWriter output, string title, string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        output.WriteLine($"\n**{title}**\n");
        output.WriteLine($"| {string.Join(" | ", columns)} |");
        output.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var row in all) output.WriteLine($"| {string.Join(" | ", row.Select(Text))} |");
    }

    private static string[] Cells(NamedMethod method) => [method.Name, Units.Count(method.Calls), Units.Time(method.Cpu)];

    private static string Text(string text) => SafeText.Markdown(text);
}
