using ShadowGen.Codebases.Results;
using ShadowGen.Codebases.Running;

namespace ShadowGen.Codebases.Tests;

public sealed class BaselineTests
{
    [Fact]
    public void A_run_that_reports_nothing_is_no_baseline() =>
        Assert.Contains("No test was reported", Refusal(Run(timedOut: false)), StringComparison.Ordinal);

    [Fact]
    public void A_run_that_hangs_is_no_baseline() =>
        Assert.Contains("do not end in time", Refusal(Run(timedOut: false, "a"), Run(timedOut: true, "b")), StringComparison.Ordinal);

    [Fact]
    public void A_run_with_tests_is_one() => Baseline.Require([Run(timedOut: false, "a"), Run(timedOut: false)]);

    [Fact]
    public void A_run_that_hangs_or_runs_nothing_is_no_workload()
    {
        Assert.Contains("did not end in time", NoWorkload(Run(timedOut: false, "a"), Run(timedOut: true, "b")), StringComparison.Ordinal);
        Assert.Contains("No test was run", NoWorkload(Run(timedOut: false) with { Command = Ended(exitCode: 1) }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_without_a_report_and_tests_that_fail_are_workloads()
    {
        Baseline.RequireWorkload([Run(timedOut: false)]);
        Baseline.RequireWorkload([Run(timedOut: false, "a") with { Command = Ended(exitCode: 1) }]);
    }

    private static string NoWorkload(params TestRun[] runs)
    {
        var exception = Assert.Throws<StudyException>(() => Baseline.RequireWorkload(runs));
        Assert.Equal(ExitCodes.NoBaseline, exception.ExitCode);
        return exception.Message;
    }

    private static CommandResult Ended(int exitCode) => new(exitCode, TimedOut: false, TimeSpan.Zero, null, "log");

    private static string Refusal(params TestRun[] runs)
    {
        var exception = Assert.Throws<StudyException>(() => Baseline.Require(runs));
        Assert.Equal(ExitCodes.NoBaseline, exception.ExitCode);
        return exception.Message;
    }

    private static TestRun Run(bool timedOut, params string[] tests) =>
        new("Tests", new CommandResult(0, timedOut, TimeSpan.Zero, null, "log"), new TestResults(tests.ToDictionary(name => name, _ => "passed")));
}
