using System.Text.Json;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary>
/// <c>diff</c> on QuickStart's model and a changed one: SnippetWriter.Write takes 1.6 times the time, SortedSets.Union 3 times and grows with one power more, QueryParser.Parse allocates 0.7 times as much,
/// Suggestions.Closest is called Nearest.
/// </summary>
public sealed class DiffTests
{
    [Fact]
    public async Task Shows_what_changed()
    {
        var run = await DiffAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("+200.0%", run.Row("SortedSets.Union  ")[4]);
        Assert.Equal("+60.0%", run.Row("SnippetWriter.Write ")[4]);
        Assert.Equal("-30.0%", run.Row("QueryParser.Parse ")[4]);
        Assert.Contains("SUPERLINEAR", run.Output, StringComparison.Ordinal);
        Assert.Contains("37 methods compared, 1 new, 1 removed", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nNew\nMethod", run.Output, StringComparison.Ordinal);
        Assert.Equal("348", run.Row("Suggestions.Nearest")[1]);
    }

    [Fact]
    public async Task A_model_is_no_different_from_itself()
    {
        var run = await ToolRun.OfAsync("diff", "quickstart.shadow", "quickstart.shadow", "--fail-if", "*.cpu.mean > +0%", "--fail-if", "superlinear", "--markdown");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("No cost has changed", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SnippetWriter.Write.cpu.mean > +50%", "SnippetWriter.Write: mean cpu went from 17 µs to 27.2 µs (+60.0%)")]
    [InlineData("Write.elapsed.p95 > +10%", "SnippetWriter.Write: p95 elapsed went from")]
    [InlineData("SnippetWriter.Write.cpu.mean > +5us", "SnippetWriter.Write: mean cpu")]
    [InlineData("SnippetWriter.Write.cpu.mean > 20us", "SnippetWriter.Write: mean cpu is 27.2 µs")]
    [InlineData("ShadowGen.QuickStart.Querying.SnippetWriter.Write.cpu.total>=+59%", "SnippetWriter.Write: total cpu")]
    [InlineData("Parse.allocated.mean < -20%", "QueryParser.Parse: mean allocated went from 1.18 KB to")]
    [InlineData("*.growth.exponent > +0.5", "SortedSets.Union: growth of")]
    [InlineData("*.growth.exponent > 1.5", "SortedSets.Union: ")]
    [InlineData("superlinear", "SortedSets.Union: growth of")]
    [InlineData("Union.calls.total >= 3014", "SortedSets.Union: calls is 3,014")]
    public async Task A_condition_that_holds_fails_with_the_name(string condition, string words)
    {
        var run = await DiffAsync("--fail-if", condition);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("shadowgen: " + words, run.Error, StringComparison.Ordinal);
        Assert.Contains("FAILED", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SnippetWriter.Write.cpu.mean > +70%")]
    [InlineData("SnippetWriter.Write.cpu.mean > +50us")]
    [InlineData("Parse.allocated.mean > +0%")]
    [InlineData("Union.growth.exponent > +1.5")]
    public async Task A_condition_that_does_not_hold_passes(string condition)
    {
        var run = await DiffAsync("--fail-if", condition);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("Nowhere.cpu.mean > +1%", "there is no method 'Nowhere'")]
    [InlineData("Add.cpu.mean > +1%", "'Add' is 5 methods")]
    [InlineData("Union.cpu.mean", "it must be METHOD.RESOURCE.STAT")]
    [InlineData("Union.gpu.mean > +1%", "'gpu' is no resource")]
    [InlineData("Union.cpu.p42 > +1%", "'p42' is no statistic")]
    [InlineData("Union.cpu.mean > +1KB", "'KB' is no limit of cpu")]
    [InlineData("Union.cpu.mean > 5", "a number without a unit is no limit of cpu")]
    [InlineData("Union.growth.mean > +1", "growth has an exponent")]
    [InlineData("Union.growth.exponent > +1%", "not by a share")]
    public async Task A_condition_that_cannot_be_judged_is_wrong_usage(string condition, string words)
    {
        var run = await DiffAsync("--fail-if", condition);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_samples_do_not_fail_and_are_said()
    {
        var few = await DiffAsync("--fail-if", "SnippetWriter.Write.cpu.mean > +50%", "--samples", "5000");

        Assert.Equal((0, ""), (few.ExitCode, few.Error));
        Assert.Contains("not judged  SnippetWriter.Write has 1,231 measured calls of cpu on one side, fewer than 5000", few.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nearest.cpu.mean > +1%", "is in the second model only")]
    [InlineData("Closest.cpu.mean > +1%", "is in the first model only")]
    public async Task Methods_of_one_side_are_not_compared(string condition, string words)
    {
        var run = await DiffAsync("--fail-if", condition);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_for_a_pull_request()
    {
        var run = await DiffAsync("--markdown", "--fail-if", "superlinear");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("### ShadowGen: this change fails its gate\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("- **Failed**: SortedSets.Union: growth of", run.Output, StringComparison.Ordinal);
        Assert.Contains("| SnippetWriter.Write | cpu | 17 µs | 27.2 µs | +60.0% |", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_it_all()
    {
        var run = await DiffAsync("--json", "--fail-if", "superlinear");
        var root = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("SortedSets.Union", root.GetProperty("worse")[0].GetProperty("name").GetString());
        Assert.Equal(2, root.GetProperty("worse")[0].GetProperty("share").GetDouble(), 2);
        Assert.Equal("superlinear", root.GetProperty("gate").GetProperty("failures")[0].GetProperty("condition").GetString());
    }

    private static Task<ToolRun> DiffAsync(params string[] more) => ToolRun.OfAsync(["diff", "quickstart.shadow", "quickstart-changed.shadow", .. more]);
}
