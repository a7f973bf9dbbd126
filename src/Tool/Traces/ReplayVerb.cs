using System.CommandLine;
using System.Globalization;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Traces;

/// <summary><c>replay</c>: what a recorded trace holds, and how well it can be foretold.</summary>
internal static class ReplayVerb
{
    public static Command Create(Screen screen)
    {
        var folder = new Argument<string>("folder") { Description = "A folder that Shadow.RecordTrace or the verb record wrote." };
        var top = CommonOptions.Number("--top", 20, 1, "How many methods.");
        var json = CommonOptions.Json();
        var command = new Command("replay", "Shows the statistics of a recorded trace, and replays it through the predictor: how many bits a call costs, and how often the likeliest call is the one that comes.") { folder, top, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder)!;
            var report = TraceReplay.Of(path, TraceReader.Read(screen, path));
            if (parsed.GetValue(json)) screen.Json(report);
            else Write(screen, report, parsed.GetValue(top));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(Screen screen, ReplayReport report, int top)
    {
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{report.Trace}: {Units.Plural(report.Calls, "call")} in {Units.Plural(report.Sequences, "sequence")}, {report.Seconds:0.000} s"));
        screen.Line();
        var scores = new TextTable("Foretold", "#Outcomes", "#Bits each", "#Likeliest came");
        foreach (var (name, score) in new[] { ("the next call", report.NextCall), ("what the caller does next", report.NextOfCaller) })
            scores.Add(name, Units.Count(score.Outcomes), double.IsNaN(score.Bits) ? Units.Unknown : score.Bits.ToString("0.00", CultureInfo.InvariantCulture), Units.Percent(score.Top1));
        screen.Write(scores);
        screen.Line();
        var table = new TextTable("Method", "#Calls", "#Total", "#Mean", "#p50", "#p99", "#Allocated");
        foreach (var method in report.Methods.Take(top))
            table.Add(method.Name, Units.Count(method.Calls), Units.Time(method.Total), Units.Time(method.Mean), Units.Time(method.P50), Units.Time(method.P99), Units.Size(method.Allocated));
        screen.Write(table);
    }
}
