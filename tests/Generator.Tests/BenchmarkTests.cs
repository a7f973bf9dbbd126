using System.Globalization;
using ShadowGen.Generator.Benchmarks;
using ShadowGen.Generator.Benchmarks.Builds;
using ShadowGen.Generator.Benchmarks.Editor;
using ShadowGen.Generator.Benchmarks.Large;
using ShadowGen.TestSupport;

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

    [Fact]
    public void Copies_of_real_code_stand_in_namespaces_of_their_own_and_one_method_in_a_hundred_is_marked()
    {
        var sources = RealSources.Read(Repository.Root);
        Assert.Equal(2, sources.CopiesFor(sources.Lines + 1));
        var bare = sources.Copies(2, methodsForOneMark: 0).ToDictionary(static file => file.Path, static file => file.Text);
        var marked = sources.Copies(2, RealSources.MethodsForOneMark).ToDictionary(static file => file.Path, static file => file.Text);

        Assert.Equal((2 * sources.Files) + 1, bare.Count);
        Assert.Contains("namespace ShadowGen01.Generator.Model;", bare["Copy01/Generator/Model/EdgeModel.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain(bare.Keys, static path => path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("IsExternalInit", StringComparison.Ordinal));
        var marks = marked.Values.Sum(static text => text.Split("[global::ShadowGen.Shadowed] ").Length - 1);
        Assert.InRange(marks, (2 * sources.Methods / RealSources.MethodsForOneMark) - 1, (2 * sources.Methods / RealSources.MethodsForOneMark) + 1);
        Assert.All(marked, file => Assert.Equal(bare[file.Key], file.Value.Replace("[global::ShadowGen.Shadowed] ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Real_code_compiles_with_what_is_emitted_and_every_analyzer_is_asked_about_a_file()
    {
        var sources = RealSources.Read(Repository.Root);
        var program = EditorProgram.Create(sources, 1);
        var files = EditorFigures.Chosen(program.Files, 8);
        Assert.Equal(8, files.Count);
        Assert.Contains(program.Files.MaxBy(static file => file.Length), files);
        program.RequireNoErrors(program.Files);

        var (compilation, file) = program.Edit(files[0], 1);
        Assert.EndsWith("// Edit 1.\n", file.ToString(), StringComparison.Ordinal);
        var analysis = await FileAnalysis.Of(compilation, file, AnalyzerSet.Own);
        Assert.Equal(AnalyzerSet.Own.Select(static analyzer => analyzer.GetType().Name).Order(StringComparer.Ordinal), analysis.Each.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("CallBypassesShimAnalyzer", analysis.Each.Keys);
        Assert.Contains(AnalyzerSet.OfSdk(), static analyzer => analyzer.GetType().Name == "MarkMembersAsStaticAnalyzer");
    }

    [Fact]
    public void A_share_compares_medians()
    {
        BuildTime[] without = [new(10, 8, double.NaN), new(30, 9, double.NaN), new(20, 10, double.NaN)];
        BuildTime[] with = [new(21, 9.9, double.NaN), new(99, 9.9, double.NaN), new(1, 9.9, double.NaN)];
        Assert.Equal(5, LargeFigures.Share(without, with, static build => build.Elapsed), 6);
        Assert.Equal(10, LargeFigures.Share(without, with, static build => build.Compiler), 6);
    }

    [Fact]
    public void A_share_is_not_told_where_the_same_build_differs_from_itself_by_more()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var values = LargeFigures.SharesOf(
            new Dictionary<string, List<BuildTime>> { ["plain"] = [new(10, 10, double.NaN)], ["control"] = [new(9, 10, double.NaN)], ["annotated"] = [new(10.2, 10.2, double.NaN)] }, output);
        Assert.Equal(["build.share.annotated.cpu", "build.share.control", "build.share.control.cpu"], values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, values["build.share.annotated.cpu"], 6);
        Assert.StartsWith("void: build.share.control is -10.0 %", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_run_has_no_time() => Assert.Equal(double.NaN, CompilerServer.Seconds("nobody-has-this-name"));

    [Theory]
    [InlineData("   0.042   97      ShadowGen.Generator.ShadowGenerator (ShadowGen.Generator, Version=0.1.0.0)\n", 0.042)]
    [InlineData("   <0,001   <1      ShadowGen.Generator.ShadowGenerator\n", 0.001)]
    [InlineData("   0.042   97   ShadowGen.Generator, Version=0.1.0.0\n   1.5   99   Other.Generator\n", double.NaN)]
    public void The_compilers_report_is_read(string log, double seconds) => Assert.Equal(seconds, CleanBuild.GeneratorSeconds(log));
}
