using System.CommandLine;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Merge;

/// <summary><c>merge</c>: several models as one.</summary>
internal static class MergeVerb
{
    public static Command Create(Screen screen)
    {
        var models = new Argument<string[]>("models") { Description = "Model files, in any order; runs that several of them hold are counted once.", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--output", "-o") { Description = "The file to write; it may be one of those that are read.", Required = true };
        var keep = CommonOptions.Number("--keep", int.MaxValue, 0, "How many of the latest runs stay by themselves; older ones are added up for good. All, unless given.");
        keep.DefaultValueFactory = _ => -1;
        var json = CommonOptions.Json();
        var command = new Command("merge", "Joins models of several runs, machines or branches: in any order, and any number of times, with the same result.")
        {
            models, to, keep, json,
        };
        command.SetAction(parsed =>
        {
            var merged = parsed.GetValue(models)!.Select(path => ModelInput.Load(screen, path)).Aggregate(ShadowModel.Merge);
            if (parsed.GetValue(keep) is >= 0 and var runs) merged = merged.Compact(runs);
            var path = parsed.GetValue(to)!;
            OutputFile.Write(screen, path, merged.Save);
            var result = new MergeResult(path, new FileInfo(screen.PathOf(path)).Length, merged.Runs.Sum(run => (long)run.Runs), merged.CallGraph.TotalCalls, merged.Runs);
            if (parsed.GetValue(json)) screen.Json(result);
            else screen.Line($"{path}: {Units.Plural(result.Runs, "run")} in {Units.Plural(result.Parts.Count, "part")}, {Units.Plural(result.Calls, "call")}, {Units.Size(result.Bytes)}");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>What was written, as its JSON has it.</summary>
    private sealed record MergeResult(string Output, long Bytes, long Runs, long Calls, IReadOnlyList<ShadowModelRun> Parts);
}
