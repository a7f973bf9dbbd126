using System.CommandLine;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Diff;

/// <summary><c>diff</c>: what has changed from one model to another, as a gate where conditions are given.</summary>
internal static class DiffVerb
{
    public static Command Create(Screen screen)
    {
        var before = new Argument<string>("before") { Description = "The model to compare with." };
        var after = new Argument<string>("after") { Description = "The model that is judged." };
        var failIf = new Option<string[]>("--fail-if")
        {
            Description = $"End with 1 when this holds: {FailCondition.Grammar}. METHOD: the last parts of its name, or * for any. RESOURCE: cpu, elapsed, allocated, network, calls, growth. "
                + "STAT: mean, p50, p90, p95, p99, total; of calls total; of growth exponent. With + or % it is about the change. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        var samples = CommonOptions.Number("--samples", 20, 1, "Judge nothing of which either model has fewer measured calls than that.");
        var top = CommonOptions.Number("--top", 10, 1, "How many changes to list.");
        var markdown = new Option<bool>("--markdown") { Description = "Print a summary for a pull request." };
        var json = CommonOptions.Json();
        var command = new Command("diff", "Shows what has become worse or better from one model to another; with --fail-if, a gate for CI. Ends with 1 when a condition holds, 2 when it names no method.")
        {
            before, after, failIf, samples, top, markdown, json,
        };
        command.SetAction(parsed =>
        {
            var conditions = Array.ConvertAll(parsed.GetValue(failIf)!, FailCondition.Parse);
            var (left, right) = (parsed.GetValue(before)!, parsed.GetValue(after)!);
            var diff = ModelDiff.Of((left, ModelInput.Load(screen, left)), (right, ModelInput.Load(screen, right)), conditions, parsed.GetValue(samples));
            if (parsed.GetValue(json)) screen.Json(diff);
            else if (parsed.GetValue(markdown)) DiffMarkdown.Write(screen, diff, parsed.GetValue(top));
            else DiffText.Write(screen, diff, parsed.GetValue(top));
            // Also where the output goes to a file, the log of the job says what failed.
            foreach (var failure in diff.Gate.Failures) screen.Complain($"{failure.Message}: --fail-if \"{failure.Condition}\"");
            return diff.Gate.Failures.Count > 0 ? ExitCode.GateFailed : ExitCode.Ok;
        });
        return command;
    }
}
