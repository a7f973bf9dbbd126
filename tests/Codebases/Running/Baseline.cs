namespace ShadowGen.Codebases.Running;

/// <summary>Whether plain runs say anything: two runs that report no test, or hang, would agree.</summary>
internal static class Baseline
{
    /// <summary>Whether a run is a workload: what it called is looked at, whatever came of its tests.</summary>
    /// <exception cref="StudyException">A run hung, or no test was reported and none of the runs ended well.</exception>
    public static void RequireWorkload(IReadOnlyList<TestRun> runs)
    {
        if (runs.FirstOrDefault(run => run.Command.TimedOut) is { } hung)
            throw new StudyException(ExitCodes.NoBaseline, $"{hung.Name} did not end in time, so that its calls are not known: raise --timeout, or choose fewer tests by --filter. See {hung.Command.Log}.");
        if (runs.All(run => run.Results.Total == 0 && !run.Command.Succeeded))
            throw new StudyException(ExitCodes.NoBaseline, $"No test was run: see {runs[0].Command.Log}, or say what to run by --test-command.");
    }

    /// <exception cref="StudyException">A test project hung, or none reported a test.</exception>
    public static void Require(IReadOnlyList<TestRun> plain)
    {
        if (plain.FirstOrDefault(run => run.Command.TimedOut) is { } hung)
            throw new StudyException(ExitCodes.NoBaseline, $"The tests of {hung.Name} do not end in time even without ShadowGen: raise --timeout, or choose fewer by --filter. See {hung.Command.Log}.");
        if (plain.All(run => run.Results.Total == 0))
            throw new StudyException(ExitCodes.NoBaseline, $"No test was reported without ShadowGen: see {plain[0].Command.Log}, or say what to run by --test-command.");
    }
}
