using System.Text.Json;
using ShadowGen.Codebases.Results;

namespace ShadowGen.Codebases.Report;

/// <summary>The same figures for programs, with all that the text cuts short.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(Study study, string file)
    {
        var report = new
        {
            codebase = study.Options.Directory,
            targets = study.Choice.Targets,
            leftOut = study.Choice.LeftOut.Select(l => new { project = l.Project, reason = l.Reason }),
            copies = ((Outcome[])[study.Plain, .. study.Shadowed]).Select(o => Describe(study, o)),
            trace = study.Trace is not { } trace ? null : new
            {
                processes = trace.Processes,
                edgesCompared = trace.Compared,
                edgesEqual = trace.Equal,
                different = trace.Different,
                callInstructions = new { shadowed = trace.Sites.Shadowed, plain = trace.Sites.Plain },
                executedCalls = new { shadowed = trace.Calls.Shadowed, plain = trace.Calls.Plain },
                staticCoverage = trace.StaticCoverage,
                dynamicCoverage = trace.DynamicCoverage,
                uncovered = trace.Uncovered,
            },
            faults = study.Verdict.Faults,
        };
        File.WriteAllText(file, JsonSerializer.Serialize(report, Indented));
    }

    private static object Describe(Study study, Outcome outcome) => new
    {
        name = outcome.Variant.Name,
        built = outcome.IsBuilt,
        passed = outcome.ResultsOf(0)?.Count("passed"),
        failed = outcome.ResultsOf(0)?.Count("failed"),
        skipped = outcome.ResultsOf(0)?.Count("skipped"),
        differences = study.Comparisons.GetValueOrDefault(outcome)?.Differences,
        flaky = study.Comparisons.GetValueOrDefault(outcome)?.Flaky,
        callSites = outcome.TotalCoverage.CallSites,
        coverage = outcome.TotalCoverage.Share,
        libraryCoverage = outcome.LibraryCoverage.Share,
        projects = outcome.Coverage.Select(c => new { name = c.Key, callSites = c.Value.CallSites, shadowed = c.Value.Shadowed, leftOut = c.Value.LeftOut, skipped = c.Value.Skipped }),
        buildSeconds = outcome.RebuildSeconds(r => r.Elapsed),
        buildCpuSeconds = outcome.RebuildSeconds(r => r.Cpu),
        testSeconds = outcome.TestSeconds(r => r.Elapsed),
        testsAloneSeconds = outcome.TestsAloneSeconds,
        testCpuSeconds = outcome.TestSeconds(r => r.Cpu),
    };
}
