using ShadowGen.CallTracer;
using ShadowGen.Codebases.Building;
using ShadowGen.Codebases.Results;
using ShadowGen.Codebases.Running;
using ShadowGen.Codebases.Sources;

namespace ShadowGen.Codebases;

/// <summary>The whole course of events, and what came of it.</summary>
internal sealed class Study(Options options)
{
    public Options Options => options;

    public TargetChoice Choice { get; private set; } = new([], [], null);

    public Outcome Plain { get; private set; } = null!;

    /// <summary>The copy with the package's threshold, then the one without any.</summary>
    public List<Outcome> Shadowed { get; } = [];

    public Outcome AsUsed => Shadowed[0];

    public Dictionary<Outcome, Comparison> Comparisons { get; } = [];

    /// <summary>The tracer's findings; null when it was not asked for, or could not run.</summary>
    public TraceComparison? Trace { get; private set; }

    public Verdict Verdict { get; private set; } = new([]);

    /// <exception cref="StudyException">Nothing can be said about this codebase.</exception>
    public Study Run()
    {
        Progress.Say($"{options.Directory} -> {options.Work}");
        var package = ShadowGenPackage.Pack(options.Work, options.Timeout);
        var projects = new ProjectGraph(options.Directory, options.Excludes);
        var builder = new Builder(options, package, projects.LoadedByCompiler());

        Plain = new Outcome(WorkingCopy.Create(options.Directory, options.Work, Variant.Plain));
        builder.Forget(Plain.Copy);
        Choice = TargetChoice.Make(options, projects, builder, Plain.Copy);
        Plain.Build = Choice.Build;
        Plain.Projects = builder.Built(Plain.Copy);

        if (options.Frames is { } frames)
        {
            new FrameRun(frames, new TestRounds(options, builder)).Run(Plain, BuildShadowed(builder, Variant.Traced));
            return this;
        }

        foreach (var variant in (Variant[])[Variant.Shadowed(options.MinimumSize), Variant.All])
            Shadowed.Add(BuildShadowed(builder, variant));
        TimeBuilds(builder);
        var rounds = new TestRounds(options, builder);
        rounds.Run(Plain, Shadowed);
        var faults = new List<string>();
        if (options.Trace)
            Trace = new TraceRun(options, rounds).Run(Plain, BuildShadowed(builder, Variant.Traced), faults);
        Judge(faults);
        return this;
    }

    private Outcome BuildShadowed(Builder builder, Variant variant)
    {
        Progress.Say($"building {variant.Name}");
        var outcome = new Outcome(WorkingCopy.Create(options.Directory, options.Work, variant));
        builder.Forget(outcome.Copy);
        outcome.Build = builder.Build(outcome.Copy, Choice.Targets);
        outcome.Projects = builder.Built(outcome.Copy);
        if (outcome.IsBuilt)
        {
            foreach (var project in outcome.Projects.Where(p => p.IsShadowed))
                outcome.Coverage[project.Name] = Coverage.Of(project);
        }

        return outcome;
    }

    private void TimeBuilds(Builder builder)
    {
        if (!AsUsed.IsBuilt)
            return;
        for (var round = 0; round < options.BuildRepeats; round++)
        {
            Progress.Say($"timing clean builds, round {round + 1} of {options.BuildRepeats}");
            foreach (var outcome in (Outcome[])[Plain, AsUsed])
            {
                var result = builder.Rebuild(outcome.Copy, Choice.Targets, round);
                if (!result.Succeeded)
                {
                    // Some projects cannot be cleaned: they are built as they were, and have no figure.
                    Plain.Rebuilds.Clear();
                    AsUsed.Rebuilds.Clear();
                    builder.Build(outcome.Copy, Choice.Targets, "-again");
                    return;
                }

                outcome.Rebuilds.Add(result);
            }
        }
    }

    private void Judge(List<string> faults)
    {
        foreach (var outcome in Shadowed)
        {
            if (!outcome.IsBuilt)
            {
                faults.Add($"{outcome.Variant.Name}: the build fails; see {outcome.Build!.Log}:\n{outcome.Build.Excerpt()}");
                continue;
            }

            var comparison = Comparison.Of(Plain.AllResults, outcome.AllResults);
            Comparisons.Add(outcome, comparison);
            if (comparison.Differences.Count > 0)
                faults.Add($"{outcome.Variant.Name}: {comparison.Differences.Count} results differ");
            if (outcome.TotalCoverage.Share < Verdict.LeastCoverage)
                faults.Add($"{outcome.Variant.Name}: coverage is {outcome.TotalCoverage.Share:P1}, below {Verdict.LeastCoverage:P0}");
            if (outcome.TotalCoverage.CallSites == 0)
                faults.Add($"{outcome.Variant.Name}: nothing was shadowed");
        }

        Verdict = new Verdict(faults);
    }
}
