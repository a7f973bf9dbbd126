using ShadowGen.Codebases.Running;
using ShadowGen.Codebases.Sources;

namespace ShadowGen.Codebases.Building;

/// <summary>Which projects of the codebase take part: those that were asked for, else those of its tests that build without ShadowGen.</summary>
/// <param name="Targets">Projects and solutions, relative to the root.</param>
/// <param name="LeftOut">Projects that do not build here even without ShadowGen, and the reason.</param>
/// <param name="Build">The plain build of the chosen ones.</param>
internal sealed record TargetChoice(IReadOnlyList<string> Targets, IReadOnlyList<(string Project, string Reason)> LeftOut, CommandResult? Build)
{
    /// <summary>Builds the plain copy on the way.</summary>
    /// <exception cref="StudyException">Nothing builds.</exception>
    public static TargetChoice Make(Options options, ProjectGraph projects, Builder builder, WorkingCopy plain)
    {
        var candidates = Candidates(options, projects);
        Progress.Say($"building {candidates.Count} plain: {string.Join(", ", candidates)}");
        var all = builder.Build(plain, candidates);
        if (all.Succeeded)
            return new TargetChoice(candidates, [], all);
        if (candidates.Count == 1 || options.Targets.Count > 0)
            throw new StudyException(ExitCodes.NoBaseline, $"The codebase does not build even without ShadowGen (choose projects by --target or --exclude). See {all.Log}:\n{all.Excerpt()}");

        var good = new List<string>();
        var bad = new List<(string, string)>();
        for (var i = 0; i < candidates.Count; i++)
        {
            var result = builder.Build(plain, [candidates[i]], $"-{i}");
            if (result.Succeeded)
                good.Add(candidates[i]);
            else
                bad.Add((candidates[i], result.Excerpt(1).Trim()));
        }

        // What the failing ones have left behind is no part of what is compared.
        builder.Forget(plain);
        return good.Count > 0
            ? new TargetChoice(good, bad, builder.Build(plain, good))
            : throw new StudyException(ExitCodes.NoBaseline, $"No project builds even without ShadowGen (choose projects by --target). See {all.Log}:\n{all.Excerpt()}");
    }

    private static IReadOnlyList<string> Candidates(Options options, ProjectGraph projects)
    {
        if (options.Targets.Count > 0)
            return options.Targets;
        if (projects.Tests.Count > 0)
            return projects.Tests;
        if (projects.Solutions.Count > 0)
            return [projects.Solutions[0]];
        return projects.Projects.Count > 0
            ? projects.Projects
            : throw new StudyException(ExitCodes.NoBaseline, $"There is no .NET project below '{options.Directory}'.");
    }
}
