using ShadowGen.Build.Diagrams;

namespace ShadowGen.Build.Tests.Diagrams;

/// <summary>A reviewer sees the call that changed, and not a picture drawn anew.</summary>
public sealed class SmallDiffTests
{
    private static readonly (List<string> Methods, List<(string Caller, string Callee)> Calls) App = Skeletons.Application(4, 8, 6);

    [Theory]
    [InlineData(".mmd", 8)]
    [InlineData(".dot", 8)]
    [InlineData(".json", 16)]
    public void One_call_more_is_a_small_difference(string file, int lines)
    {
        var before = Files(App.Methods, App.Calls, 1000);
        var call = ("M:App.Layer00.Service03.Step05(System.Int32)", "M:App.Layer03.Service07.Step05(System.Int32)");
        Assert.DoesNotContain(call, App.Calls);
        var after = Files(App.Methods, [.. App.Calls, call], 1000);

        var difference = Skeletons.Difference(before[file], after[file]);

        Assert.InRange(difference.Count, 1, lines);
    }

    [Theory]
    [InlineData(".mmd", 8)]
    [InlineData(".dot", 8)]
    [InlineData(".json", 16)]
    public void One_method_more_moves_no_other(string file, int lines)
    {
        var before = Files(App.Methods, App.Calls, 1000);
        var after = Files([.. App.Methods, "M:App.Layer00.Aaa.First"], App.Calls, 1000);

        Assert.InRange(Skeletons.Difference(before[file], after[file]).Count, 1, lines);
    }

    [Theory]
    [InlineData(".mmd")]
    [InlineData(".dot")]
    public void One_call_more_is_a_small_difference_of_a_folded_picture_too(string file)
    {
        var before = Files(App.Methods, App.Calls, 100);
        var after = Files(App.Methods, [.. App.Calls, ("M:App.Layer00.Service03.Step05(System.Int32)", "M:App.Layer03.Service07.Step05(System.Int32)")], 100);
        Assert.Contains("Not all is shown", before[file], StringComparison.Ordinal);

        var lines = before[file].Split('\n').Length;
        Assert.InRange(Skeletons.Difference(before[file], after[file]).Count, 0, lines / 5);
    }

    [Fact]
    public void Equal_graphs_give_equal_bytes_whatever_the_order_of_files_and_lines()
    {
        var one = Skeletons.Of(App.Methods, [.. App.Calls]);
        var half = App.Calls.Count / 2;
        string[] two = [Skeletons.Of(App.Methods, [.. App.Calls.Skip(half).Reverse()]), Skeletons.Of(App.Methods, [.. App.Calls.Take(half).Reverse()])];

        var first = Files([one], 100);
        var second = Files(two, 100);
        var third = Files([.. two.Reverse()], 100);

        // Places are those of the lines of each text: they differ between one file and two.
        Assert.Equal(first[".mmd"], second[".mmd"]);
        Assert.Equal(first[".dot"], second[".dot"]);
        Assert.All(second.Keys, file => Assert.Equal(second[file], third[file]));
    }

    private static Dictionary<string, string> Files(IEnumerable<string> methods, IEnumerable<(string, string)> calls, int edges) => Files([Skeletons.Of(methods, [.. calls])], edges);

    private static Dictionary<string, string> Files(string[] skeletons, int edges)
    {
        var graph = Skeletons.Graph(skeletons);
        var mermaid = MermaidText.Of(graph, edges);
        return new() { [".mmd"] = mermaid.Text, [".dot"] = DotText.Of(Folding.Fit(graph, edges)), [".json"] = CallGraphJson.Of(graph) };
    }
}
