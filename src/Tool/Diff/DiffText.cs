using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Diff;

/// <summary>A comparison for people.</summary>
internal static class DiffText
{
    public static void Write(Screen screen, ModelDiff diff, int top)
    {
        screen.Line($"{diff.Before} -> {diff.After}: {Units.Plural(diff.Compared, "method")} compared, {diff.New.Count} new, {diff.Removed.Count} removed");
        WriteCosts(screen, "Worse", diff.Worse, top);
        WriteCosts(screen, "Better", diff.Better, top);
        WriteGrowth(screen, diff.Growth);
        WriteMethods(screen, "New", diff.New);
        WriteMethods(screen, "Removed", diff.Removed);
        WriteGate(screen, diff.Gate);
    }

    private static void WriteCosts(Screen screen, string title, IReadOnlyList<CostChange> changes, int top)
    {
        if (changes.Count == 0) return;
        screen.Line();
        screen.Heading(changes.Count > top ? $"{title} ({top} of {changes.Count})" : title);
        var table = new TextTable("Method", "Resource", "#Mean before", "#after", "#Change", "#p95 before", "#after");
        foreach (var change in changes.Take(top))
        {
            var kind = Resource.Parse(change.Resource);
            table.Add(change.Name, change.Resource, Units.Of(kind, change.MeanBefore), Units.Of(kind, change.MeanAfter), Units.Change(change.Share), Units.Of(kind, change.P95Before), Units.Of(kind, change.P95After));
        }
        screen.Write(table);
    }

    private static void WriteGrowth(Screen screen, IReadOnlyList<LawChange> changes)
    {
        if (changes.Count == 0) return;
        screen.Line();
        screen.Heading("Changed growth");
        var table = new TextTable("Method", "Resource", "Before", "After", "");
        foreach (var change in changes) table.Add(change.Name, change.Resource, change.Before, change.After, change.IsSuperlinear ? "SUPERLINEAR" : "");
        screen.Write(table);
    }

    private static void WriteMethods(Screen screen, string title, IReadOnlyList<NamedMethod> methods)
    {
        if (methods.Count == 0) return;
        screen.Line();
        screen.Heading(title);
        var table = new TextTable("Method", "#Calls", "#Mean cpu");
        foreach (var method in methods) table.Add(method.Name, Units.Count(method.Calls), Units.Time(method.Cpu));
        screen.Write(table);
    }

    private static void WriteGate(Screen screen, GateResult gate)
    {
        if (gate.Failures.Count + gate.NotJudged.Count == 0) return;
        screen.Line();
        screen.Heading("Conditions");
        foreach (var finding in gate.Failures) screen.Line($"FAILED      {finding.Message}  [{finding.Condition}]");
        foreach (var finding in gate.NotJudged) screen.Line($"not judged  {finding.Message}  [{finding.Condition}]");
    }
}
