using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.HotPathNotShadowedAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

/// <summary>SHG1001 with a model: what it has measured outweighs what the code says.</summary>
public sealed class MeasuredHotPathTests
{
    // Both shadowed methods look alike, and so do the methods below them, which have most of their time and not so much of it that the shims above see as much.
    private const string Source = """
        using ShadowGen;
        static class Program
        {
            static int Main(string[] args) { var n = 0; for (var i = 0; i < 50; i++) { n += Left(i) + Right(i); } return n; }
            [Shadowed] static int Left(int n) { for (var i = 0; i < 50; i++) { n += OfLeft(n); for (var j = 0; j < 25; j++) { n += j % 7; } } return n; }
            [Shadowed] static int Right(int n) { for (var i = 0; i < 50; i++) { n += OfRight(n); for (var j = 0; j < 25; j++) { n += j % 7; } } return n; }
            static int $Left$(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
            static int $Right$(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
        }
        """;

    [Fact]
    public async Task Without_a_model_both_are_estimated_alike() => Assert.Equal(
        [
            "'Program.OfLeft(int)' takes an estimated 40 % of the time, on the path Main > Left > OfLeft, and no shim sees it; mark it [Shadowed]",
            "'Program.OfRight(int)' takes an estimated 40 % of the time, on the path Main > Right > OfRight, and no shim sees it; mark it [Shadowed]",
        ],
        await Verify.VerifyAsync(Marked(left: true, right: true)));

    [Fact]
    public async Task With_a_model_the_one_that_took_the_time_is_named() => Assert.Equal(
        ["'Program.OfRight(int)' takes a measured 78 % of the CPU time, on the path Main > Right > OfRight, and no shim sees it; mark it [Shadowed]"],
        await Verify.VerifyAsync(Marked(left: false, right: true), Model(leftCalls: 1000, leftMean: 1_000, rightCalls: 1000, rightMean: 99_000)));

    [Fact]
    public async Task Frequency_counts_as_cost_does() => Assert.Equal(
        ["'Program.OfLeft(int)' takes a measured 78 % of the CPU time, on the path Main > Left > OfLeft, and no shim sees it; mark it [Shadowed]"],
        await Verify.VerifyAsync(Marked(left: true, right: false), Model(leftCalls: 99_000, leftMean: 1_000, rightCalls: 1000, rightMean: 1_000)));

    [Fact]
    public async Task What_no_run_called_is_not_hot() => Assert.Equal(
        ["'Program.OfLeft(int)' takes a measured 79 % of the CPU time, on the path Main > Left > OfLeft, and no shim sees it; mark it [Shadowed]"],
        await Verify.VerifyAsync(Marked(left: true, right: false), new Models().Method("Program.Main(System.String[])", flags: "").Method("Program.Left(System.Int32)").Method("Program.Right(System.Int32)")
            .Call("Program.Main(System.String[])", "Program.Left(System.Int32)", 500).Exclusive("Program.Left(System.Int32)", 500, 1_000)));

    [Fact]
    public async Task Calls_without_costs_are_weighed_by_estimated_costs() => Assert.StartsWith(
        "'Program.OfLeft(int)' takes an estimated 78 % of the time,",
        Assert.Single(await Verify.VerifyAsync(Marked(left: true, right: false), new Models().Method("Program.Left(System.Int32)", 99_000).Method("Program.Right(System.Int32)", 1000))), StringComparison.Ordinal);

    /// <summary>A model of another program, or a damaged one, changes nothing.</summary>
    [Fact]
    public async Task A_model_that_does_not_know_the_program_changes_nothing() => Assert.All(
        await Verify.VerifyAsync(Marked(left: true, right: true), new Models().Method("Other.M", 100)), message => Assert.Contains("an estimated 40 % of the time", message, StringComparison.Ordinal));

    private static Models Model(long leftCalls, long leftMean, long rightCalls, long rightMean) => new Models()
        .Method("Program.Main(System.String[])", flags: "").Method("Program.Left(System.Int32)").Method("Program.Right(System.Int32)")
        .Call("Program.Main(System.String[])", "Program.Left(System.Int32)", leftCalls).Call("Program.Main(System.String[])", "Program.Right(System.Int32)", rightCalls)
        .Exclusive("Program.Left(System.Int32)", leftCalls, leftMean).Exclusive("Program.Right(System.Int32)", rightCalls, rightMean);

    private static string Marked(bool left, bool right) => Source
        .Replace("$Left$", left ? "{|SHG1001:OfLeft|}" : "OfLeft", StringComparison.Ordinal).Replace("$Right$", right ? "{|SHG1001:OfRight|}" : "OfRight", StringComparison.Ordinal);
}
