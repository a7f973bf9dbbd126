using System.Text.Json;
using System.Xml.Linq;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary><c>graph</c> from a model, an assembly, and both.</summary>
public sealed class GraphTests
{
    private static readonly string Assembly = Repository.PathOf("samples", "QuickStart", "bin", Repository.Configuration, "net10.0", "ShadowGen.QuickStart.dll");

    [Fact]
    public async Task Mermaid_of_a_model_has_measured_probabilities_and_costs()
    {
        var run = await ToolRun.OfAsync("graph", "quickstart.shadow");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("flowchart LR", run.Output, StringComparison.Ordinal);
        Assert.Contains("[\"Write<br/>27,913×, 17 µs cpu, 287 B\"]", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"AnswerService_AnswerAsync_\w+ -->\|""30%""\| SnippetWriter_Write", run.Output);
    }

    [Fact]
    public async Task Json_of_an_assembly_with_a_model_has_what_was_measured()
    {
        var plain = JsonDocument.Parse((await ToolRun.OfAsync("graph", Assembly, "--format", "json")).Output).RootElement;
        var measured = JsonDocument.Parse((await ToolRun.OfAsync("graph", Assembly, "--model", "quickstart.shadow", "--json")).Output).RootElement;

        Assert.Equal("shadowgen-callgraph/1", plain.GetProperty("schema").GetString());
        Assert.Equal(plain.GetProperty("nodes").GetArrayLength(), measured.GetProperty("nodes").GetArrayLength());
        Assert.DoesNotContain(plain.GetProperty("nodes").EnumerateArray(), node => node.TryGetProperty("measured", out _));
        var search = measured.GetProperty("nodes").EnumerateArray().First(node => node.GetProperty("doc").GetString()!.Contains("SearchEngine.Search(", StringComparison.Ordinal));
        Assert.StartsWith("10,006×, 126 µs cpu, ", search.GetProperty("measured").GetString(), StringComparison.Ordinal);
        Assert.InRange(search.GetProperty("frequency").GetDouble(), 9_950, 10_050);
    }

    [Theory]
    [InlineData("dot", "digraph ")]
    [InlineData("svg", "<svg ")]
    [InlineData("html", "<!doctype html>")]
    public async Task Files_by_their_ending(string format, string start)
    {
        using var folder = new TemporaryFolder("graph");
        var run = await ToolRun.OfAsync("graph", "quickstart.shadow", "-o", folder.PathOf($"out.{format}"));

        Assert.Equal((0, "", ""), (run.ExitCode, run.Error, run.Output));
        Assert.Contains(start, await File.ReadAllTextAsync(folder.PathOf($"out.{format}")), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(12)]
    public async Task The_picture_is_well_formed_and_boxes_do_not_overlap(int edges)
    {
        var run = await ToolRun.OfAsync("graph", "quickstart.shadow", "--format", "svg", "--edges", $"{edges}");
        var svg = XDocument.Parse(run.Output).Root!;
        var boxes = svg.Elements().Where(e => e.Name.LocalName == "g").Select(g => g.Elements().First(e => e.Name.LocalName == "rect"))
            .Select(r => (X: (double)r.Attribute("x")!, Y: (double)r.Attribute("y")!, W: (double)r.Attribute("width")!, H: (double)r.Attribute("height")!)).ToList();

        Assert.InRange(boxes.Count, 5, 45);
        Assert.All(boxes, box => Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.W <= (double)svg.Attribute("width")! && box.Y + box.H <= (double)svg.Attribute("height")!));
        foreach (var (i, left) in boxes.Index())
            Assert.DoesNotContain(boxes.Skip(i + 1), right => left.X < right.X + right.W && right.X < left.X + left.W && left.Y < right.Y + right.H && right.Y < left.Y + left.H);
        Assert.Equal(edges < 54, run.Output.Contains("Not all is shown", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("holds no call graph", "graph", "%xunit%")]
    [InlineData("is no assembly that can be read", "graph", "%text%")]
    [InlineData("does not end in", "graph", "quickstart.shadow", "-o", "x.png")]
    [InlineData("--model is for assemblies", "graph", "quickstart.shadow", "--model", "quickstart.shadow")]
    public async Task Wrong_input(string words, params string[] arguments)
    {
        using var folder = new TemporaryFolder("graph");
        folder.Write("text.dll", "MZ no assembly");
        var run = await ToolRun.OfAsync(Array.ConvertAll(arguments, a => a.Replace("%xunit%", typeof(FactAttribute).Assembly.Location, StringComparison.Ordinal).Replace("%text%", folder.PathOf("text.dll"), StringComparison.Ordinal)));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_is_that_of_the_build()
    {
        var run = await ToolRun.OfAsync("coverage", Assembly);
        var json = await ToolRun.OfAsync("coverage", Assembly, "--json");
        var built = await File.ReadAllTextAsync(Repository.PathOf("samples", "QuickStart", "obj", Repository.Configuration, "net10.0", "ShadowGen", "coverage.json"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("ShadowGen.QuickStart: ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"its own methods +\d+ +\d+ +[\d.]+", run.Output);
        Assert.Equal(JsonDocument.Parse(built).RootElement.ToString(), JsonDocument.Parse(json.Output).RootElement[0].ToString());
    }
}
