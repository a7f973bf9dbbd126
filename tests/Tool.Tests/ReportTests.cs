using System.Text.Json;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary><c>report</c> on QuickStart's model.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Shows_top_laws_and_runs()
    {
        var run = await ToolRun.OfAsync("report", "quickstart.shadow");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("quickstart.shadow: 38 methods, ", run.Output, StringComparison.Ordinal);
        Assert.Equal("10,006", run.Row("SearchEngine.Search")[1]);
        Assert.Contains("Growth with arguments", run.Output, StringComparison.Ordinal);
        Assert.Contains("not in the model", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("ShadowGen.QuickStart", run.Row("ShadowGen.QuickStart")[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain(run.Output, c => c is >= '\u2500' and <= '\u257f');
    }

    [Theory]
    [InlineData("cpu", false)]
    [InlineData("elapsed", true)]
    [InlineData("allocated", false)]
    [InlineData("calls", false)]
    public async Task Ranks_by_what_was_asked_for(string by, bool exclusive)
    {
        var run = await ToolRun.OfAsync(["report", "quickstart.shadow", "--by", by, "--top", "7", "--json", .. exclusive ? new[] { "--exclusive" } : []]);
        var top = JsonDocument.Parse(run.Output).RootElement.GetProperty("top").EnumerateArray().ToList();

        Assert.Equal(7, top.Count);
        var ranks = top.ConvertAll(method => method.GetProperty(by == "calls" ? "calls" : "total").GetDouble());
        Assert.Equal(ranks.OrderDescending(), ranks);
    }

    [Fact]
    public async Task Exclusive_costs_are_less()
    {
        var inclusive = await TotalAsync();
        var exclusive = await TotalAsync("--exclusive");

        Assert.InRange(exclusive, 1, inclusive / 2);

        static async Task<double> TotalAsync(params string[] more)
        {
            var run = await ToolRun.OfAsync(["report", "quickstart.shadow", "--top", "99", "--json", .. more]);
            return JsonDocument.Parse(run.Output).RootElement.GetProperty("top").EnumerateArray().First(m => m.GetProperty("name").GetString() == "SearchEngine.Search").GetProperty("total").GetDouble();
        }
    }

    [Fact]
    public async Task The_tree_ends_at_recursion()
    {
        var run = await ToolRun.OfAsync("report", "quickstart.shadow", "--tree", "--top", "1");

        Assert.Equal("158", run.Row("FileDiscovery.Walk (recursive)")[1]);
        Assert.Contains("\n    SearchEngine.Search", run.Output, StringComparison.Ordinal);
        Assert.Equal("0.30", run.Row("SnippetWriter.Write  ")[2]);
    }

    [Fact]
    public async Task A_model_without_network_says_so()
    {
        var run = await ToolRun.OfAsync("report", "quickstart.shadow", "--by", "network");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no method of this model was measured for network", run.Output, StringComparison.Ordinal);
    }
}
