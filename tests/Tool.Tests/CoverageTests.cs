extern alias build;

using build::ShadowGen.Build;
using ShadowGen.Tool.Coverage;
using ShadowGen.Tool.Output;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary><c>coverage</c> as a gate, and its reasons.</summary>
public sealed class CoverageTests
{
    private const string Half = """
        shadowgen-skeleton 1
        assembly App
        file A.cs
        method 00000000000000a1 3 s M:App.A.M
        method 00000000000000b1 5 - M:App.A.N
        edge 0 00000000000000b1 00000000000000a1 0 6:9
        skip base-call 7:9 00000000000000a1 00000000000000b1

        """;

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(50, 0, "")]
    [InlineData(50.1, 1, "shadowgen: App: 50.0% of the call sites are shadowed, fewer than --min 50.1%.\n")]
    public void The_gate_fails_below_the_least_percentage(double least, int exitCode, string complaint)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };

        var result = CoverageVerb.Show(new Screen(output, error, null, "/"), [new build::ShadowGen.Build.Coverage([Skeleton.Parse(Half)])], least, sites: 5, isJson: false);

        Assert.Equal((exitCode, complaint), (result, error.ToString()));
        Assert.Contains("Plain calls: base-call, 1\n  A.cs(7,9): M:App.A.M\n", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("101", "it is a percentage, 0 to 100")]
    [InlineData("-1", "it is a percentage, 0 to 100")]
    public async Task Wrong_percentages(string min, string words)
    {
        var run = await ToolRun.OfAsync("coverage", "x.dll", "--min", min);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
