using ShadowGen.Build.Diagrams;

namespace ShadowGen.Build.Tests.Diagrams;

/// <summary>A picture is as large as asked for at most, and says what it does not show.</summary>
public sealed class FoldingTests
{
    private static readonly (List<string> Methods, List<(string Caller, string Callee)> Calls) App = Skeletons.Application(6, 10, 8);

    [Fact]
    public void A_graph_that_fits_is_shown_whole()
    {
        var diagram = Folding.Fit(Large(), App.Calls.Count);

        Assert.Empty(diagram.Folded);
        Assert.Equal((App.Methods.Count, App.Calls.Count), (diagram.Boxes.Count, diagram.Arrows.Count));
    }

    [Theory]
    [InlineData(600)]
    [InlineData(200)]
    [InlineData(60)]
    [InlineData(12)]
    [InlineData(3)]
    [InlineData(1)]
    public void A_larger_one_folds_as_far_as_it_must_and_says_so(int edges)
    {
        var diagram = Folding.Fit(Large(), edges);

        Assert.InRange(diagram.Arrows.Count, 1, edges);
        Assert.InRange(diagram.Boxes.Count, 2, Math.Max(2 * edges, 6));
        Assert.NotEmpty(diagram.Folded);
        Assert.All(diagram.Arrows, arrow => Assert.Contains(arrow.Caller, diagram.Boxes));
        Assert.All(diagram.Arrows, arrow => Assert.Contains(arrow.Callee, diagram.Boxes));
        Assert.Equal(diagram.Boxes.Count, diagram.Boxes.Select(box => box.Key).Distinct().Count());
    }

    [Fact]
    public void Types_fold_before_namespaces_and_calls_are_left_out_last()
    {
        Assert.Matches(@"^\d+ types folded \(\d+ methods\)$", Assert.Single(Folding.Fit(Large(), 300).Folded));
        Assert.Equal(["6 namespaces folded (480 methods)", "9 least frequent calls left out"], Folding.Fit(Large(), 3).Folded);
    }

    [Fact]
    public void Methods_that_call_each_other_in_a_circle_become_one_box_first()
    {
        (string, string)[] calls = [("M:A.P.Run", "M:A.P.Term"), ("M:A.P.Term", "M:A.P.Factor"), ("M:A.P.Factor", "M:A.P.Term"), ("M:A.P.Factor", "M:A.Q.Read"), ("M:A.P.Term", "M:A.Q.Read")];
        var graph = Skeletons.Graph(Skeletons.Of(calls));

        Assert.Equal(5, Folding.Fit(graph, 5).Arrows.Count);
        var diagram = Folding.Fit(graph, 4);

        Assert.Equal(["1 recursion folded (2 methods)"], diagram.Folded);
        Assert.Contains(diagram.Boxes, box => box.Label == "Factor, Term (recursion of 2 methods)");
        Assert.Equal(2, diagram.Arrows.Count);
    }

    [Fact]
    public void Probabilities_of_what_is_left_still_sum_to_1()
    {
        foreach (var edges in new[] { 10_000, 300 })
        {
            var diagram = Folding.Fit(Large(), edges);
            Assert.All(diagram.Arrows.GroupBy(arrow => arrow.Caller).Where(calls => calls.Key.Kind == BoxKind.Method), calls => Assert.Equal(1, calls.Sum(arrow => arrow.Probability), 6));
        }
    }

    [Fact]
    public void Calls_that_become_one_arrow_add_up()
    {
        var diagram = Folding.Fit(Skeletons.Graph(Skeletons.Of(("M:A.B.M", "M:C.D.X"), ("M:A.B.M", "M:C.D.Y"))), 1);

        Assert.Equal(["1 type folded (2 methods)"], diagram.Folded);
        Assert.Equal(("M", "D (2 methods)", 1.0), Assert.Single(diagram.Arrows.Select(arrow => (arrow.Caller.Label, arrow.Callee.Label, arrow.Probability))));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.00099, 0)]
    [InlineData(0.001, 1)]
    [InlineData(0.01, 2)]
    [InlineData(0.03, 3)]
    [InlineData(0.0999, 3)]
    [InlineData(0.1, 4)]
    [InlineData(1, 4)]
    public void Heat_is_in_steps(double heat, int level) => Assert.Equal(level, HeatLevel.Of(heat));

    [Fact]
    public void A_circle_is_found_however_deep_the_calls_are()
    {
        var names = Enumerable.Range(0, 50_000).Select(i => $"M:A.B.M{i:00000}").ToList();
        var graph = Skeletons.Graph(Skeletons.Of(names, [.. names.Zip(names.Skip(1)), (names[^1], names[10])]));

        Assert.Equal(49_990, Assert.Single(graph.Recursions).Count);
        Assert.Null(graph.RecursionOf(graph.Graph.Nodes[5]));
    }

    private static NamedGraph Large() => Skeletons.Graph(Skeletons.Of(App.Methods, [.. App.Calls]));
}
