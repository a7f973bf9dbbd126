using System.Text.Json;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary><c>predict</c> on QuickStart's model.</summary>
public sealed class PredictTests
{
    [Fact]
    public async Task Without_arguments_it_tells_of_all_calls()
    {
        var run = await ToolRun.OfAsync("predict", "SearchEngine.Search", "quickstart.shadow");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("64.9 µs", run.Row("cpu")[1], StringComparison.Ordinal);
        Assert.Equal("of 1188 measured calls", run.Row("cpu")[4]);
        Assert.Equal("0.33", run.Row("QueryParser.Parse")[1]);
    }

    [Fact]
    public async Task With_arguments_it_follows_the_law()
    {
        var (small, large) = (await NeedAsync(100), await NeedAsync(1000));

        Assert.InRange(large / small, 6, 14); // right.Length^0.99
        static async Task<double> NeedAsync(int size)
        {
            var run = await ToolRun.OfAsync("predict", "Union", "quickstart.shadow", "--arg", $"left.Length={size}", "-a", $"right.Length={size}", "--json");
            var need = JsonDocument.Parse(run.Output).RootElement.GetProperty("resources").EnumerateArray().First(r => r.GetProperty("resource").GetString() == "allocated");
            Assert.Equal("law", need.GetProperty("from").GetString());
            Assert.InRange(need.GetProperty("median").GetDouble(), need.GetProperty("low").GetDouble(), need.GetProperty("high").GetDouble());
            return need.GetProperty("median").GetDouble();
        }
    }

    [Theory]
    [InlineData("has no argument 'size': it has left.Length, right.Length", "Union", "quickstart.shadow", "--arg", "size=1")]
    [InlineData("Add --arg right.Length=N", "Union", "quickstart.shadow", "--arg", "left.Length=1")]
    [InlineData("must be NAME=NUMBER", "Union", "quickstart.shadow", "--arg", "left.Length=many")]
    [InlineData("'Add' is 5 methods in 'quickstart.shadow'", "Add", "quickstart.shadow")]
    [InlineData("there is no method 'Onion'", "Onion", "quickstart.shadow")]
    public async Task Wrong_usage(string words, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(["predict", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
