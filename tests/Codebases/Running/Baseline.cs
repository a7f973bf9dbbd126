namespace ShadowGen.Codebases.Running;

/// <summary>Whether plain runs say anything: two runs that report no test, or hang, would agree.</summary>
internal static class Baseline
{
    /// <exception cref="StudyException">A test project hung, or none reported a test.</exception>
    public static void Require(IReadOnlyList<TestRun> plain)
    {
        if (plain.FirstOrDefault(run => run.Command.TimedOut) is { } hung)
            throw new StudyException(ExitCodes.NoBaseline, $"The tests of {hung.Name} do not end in time even without ShadowGen: raise --timeout, or choose fewer by --filter. See {hung.Command.Log}.");
        if (plain.All(run => run.Results.Total == 0))
            throw new StudyException(ExitCodes.NoBaseline, $"No test was reported without ShadowGen: see {plain[0].Command.Log}, or say what to run by --test-command.");
    }
}
