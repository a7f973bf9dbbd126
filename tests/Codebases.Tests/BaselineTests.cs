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

    private static string Refusal(params TestRun[] runs)
    {
        var exception = Assert.Throws<StudyException>(() => Baseline.Require(runs));
        Assert.Equal(ExitCodes.NoBaseline, exception.ExitCode);
        return exception.Message;
    }

    private static TestRun Run(bool timedOut, params string[] tests) =>
        new("Tests", new CommandResult(0, timedOut, TimeSpan.Zero, null, "log"), new TestResults(tests.ToDictionary(name => name, _ => "passed")));
}
