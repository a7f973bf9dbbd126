using System.Globalization;
using ShadowGen.Generator.Benchmarks;
using ShadowGen.Generator.Benchmarks.Builds;

namespace ShadowGen.Generator.Tests;

/// <summary>The benchmark measures what it says. How long anything takes is no matter of a test.</summary>
public class BenchmarkTests
{
    [Fact]
    public void Every_contestant_runs_and_every_figure_has_a_value()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Smoke.Run(output);
        Assert.Contains("sources 30 files, ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("figures 34", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("   0.042   97      ShadowGen.Generator.ShadowGenerator (ShadowGen.Generator, Version=0.1.0.0)\n", 0.042)]
    [InlineData("   <0,001   <1      ShadowGen.Generator.ShadowGenerator\n", 0.001)]
    [InlineData("   0.042   97   ShadowGen.Generator, Version=0.1.0.0\n   1.5   99   Other.Generator\n", double.NaN)]
    public void The_compilers_report_is_read(string log, double seconds) => Assert.Equal(seconds, CleanBuild.GeneratorSeconds(log));
}
