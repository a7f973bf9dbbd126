using ShadowGen.CallTracer;
using ShadowGen.Codebases.Results;

namespace ShadowGen.Codebases.Running;

/// <summary>Weaves the tracer into a built copy, runs the tests once, and compares what it counted with what ShadowGen counted.</summary>
internal sealed class TraceRun(Options options, TestRounds rounds)
{
    /// <param name="faults">Takes what went wrong.</param>
    /// <returns>Null when it could not be run.</returns>
    public TraceComparison? Run(Outcome plain, Outcome traced, List<string> faults)
    {
        if (!traced.IsBuilt)
        {
            faults.Add($"{traced.Variant.Name}: the build fails; see {traced.Build!.Log}:\n{traced.Build.Excerpt()}");
            return null;
        }

        var folder = Path.Combine(options.Work, "traces");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var map = new TraceMap();
        var weaver = new Weaver(map);
        foreach (var output in traced.Projects.Select(p => p.OutputFolder).Distinct(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(output, "*.dll"))
                weaver.Weave(file);
        }

        Progress.Say("running tests, traced");
        traced.Rounds.Add(rounds.RunOnce(plain, traced, new Dictionary<string, string> { [Recorder.FolderVariable] = folder }, "traced"));
        var comparison = TraceComparison.Read(folder, map);
        if (comparison.Processes == 0)
            faults.Add("traced: no process wrote its counts; see its logs");
        if (comparison.Different.Count > 0)
            faults.Add($"traced: {comparison.Different.Count} of {comparison.Compared} edges have another count than the tracer's");
        if (comparison.Processes > 0 && comparison.StaticCoverage < Verdict.LeastCoverage)
            faults.Add($"traced: {comparison.StaticCoverage:P1} of the call instructions are shadowed, below {Verdict.LeastCoverage:P0}");
        return comparison;
    }
}
