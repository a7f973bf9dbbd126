using System.CommandLine;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Report;

/// <summary><c>report</c>: what a model knows.</summary>
internal static class ReportVerb
{
    public static Command Create(Screen screen)
    {
        var model = CommonOptions.Model();
        var by = new Option<string>("--by") { Description = "What to rank methods by: cpu, elapsed, allocated, network (their totals) or calls.", DefaultValueFactory = _ => "cpu" }.AcceptOnlyFromAmong("cpu", "elapsed", "allocated", "network", "calls");
        var top = CommonOptions.Number("--top", 20, 1, "How many methods.");
        var own = new Option<bool>("--exclusive") { Description = "Count what methods use themselves, without the shadowed methods that they call." };
        var tree = new Option<bool>("--tree") { Description = "Show who calls whom, from where activity begins, with probability and cost." };
        var depth = CommonOptions.Number("--depth", 12, 1, "How deep the tree goes.");
        var json = CommonOptions.Json();
        var command = new Command("report", "Shows what a model knows: the methods that use most, how costs grow with arguments, and the runs that it was learned from.")
        {
            model, by, top, own, tree, depth, json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(model)!;
            var report = ModelReport.Of(path, ModelInput.Load(screen, path), parsed.GetValue(by)!, parsed.GetValue(top), parsed.GetValue(own), parsed.GetValue(tree) ? parsed.GetValue(depth) : 0);
            if (parsed.GetValue(json)) screen.Json(report);
            else ReportText.Write(screen, report);
            return ExitCode.Ok;
        });
        return command;
    }
}
