using System.Globalization;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Report;

/// <summary>A report for people.</summary>
internal static class ReportText
{
    public static void Write(Screen screen, ModelReport report)
    {
        screen.Line($"{report.Model}: {Units.Plural(report.Methods, "method")}, {Units.Plural(report.Calls, "call")}, {Units.Plural(report.Runs.Sum(run => (long)run.Runs), "run")}");
        screen.Line();
        WriteTop(screen, report);
        if (report.Tree.Count > 0) WriteTree(screen, report.Tree);
        WriteLaws(screen, report.Laws);
        screen.Heading("Coverage of intervals");
        screen.Line("not in the model: it keeps what was counted and measured, and no forecasts that could be checked");
        screen.Line();
        WriteRuns(screen, report.Runs);
    }

    private static void WriteTop(Screen screen, ModelReport report)
    {
        var resource = report.By == "calls" ? "cpu" : report.By;
        screen.Heading(report.By == "calls" ? "Most called" : $"Most {report.By}{(report.Exclusive ? ", without callees" : ", with callees")}");
        if (report.Top.Count == 0)
        {
            screen.Line($"no method of this model was measured for {report.By}");
            screen.Line();
            return;
        }
        var kind = Resource.Parse(resource);
        var table = new TextTable("Method", "#Calls", $"#Total {resource}", "#Mean", "#p50", "#p90", "#p99", "#Measured");
        foreach (var method in report.Top)
        {
            table.Add(
                method.Name + (method.IsPartial ? " (to first await)" : ""), Units.Count(method.Calls), Units.Of(kind, method.Total), Units.Of(kind, method.Mean), Units.Of(kind, method.P50), Units.Of(kind, method.P90),
                Units.Of(kind, method.P99), Units.Count(method.Samples));
        }
        screen.Write(table);
        screen.Line();
    }

    private static void WriteTree(Screen screen, IReadOnlyList<TreeLine> tree)
    {
        screen.Heading("Calls, from where activity begins");
        var table = new TextTable("Call", "#Calls", "#p", "#cpu", "#elapsed", "#allocated");
        foreach (var line in tree)
        {
            table.Add(
                new string(' ', 2 * line.Depth) + line.Name + (line.Note.Length > 0 ? $" ({line.Note})" : ""), Units.Count(line.Calls), line.Probability?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
                Units.Time(line.Cpu), Units.Time(line.Elapsed), Units.Size(line.Allocated));
        }
        screen.Write(table);
        screen.Line();
    }

    private static void WriteLaws(Screen screen, IReadOnlyList<MethodLaw> laws)
    {
        screen.Heading("Growth with arguments");
        if (laws.Count == 0)
        {
            screen.Line("none known: no argument foretells a cost better than the median does");
        }
        else
        {
            var table = new TextTable("Method", "Resource", "Grows as", "#Error", "#Measured", "");
            foreach (var law in laws)
            {
                table.Add(
                    law.Name, law.Resource, $"{law.Feature}^{Units.Exponent(law.Exponent)}", "±" + Units.Exponent(law.StandardError), Units.Count(law.Samples), law.IsSuperlinear ? "SUPERLINEAR" : "");
            }
            screen.Write(table);
        }
        screen.Line();
    }

    private static void WriteRuns(Screen screen, IReadOnlyList<ShadowModelRun> runs)
    {
        screen.Heading("Learned from");
        var table = new TextTable("Program", "From", "To", "#Runs", "#Calls", "Id");
        foreach (var run in runs) table.Add(run.App, Units.Moment(run.From), Units.Moment(run.To), Units.Count(run.Runs), Units.Count(run.Calls), run.Id);
        screen.Write(table);
    }
}
