using ShadowGen.Graph;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Graph;

/// <summary>Calls that nobody saw being made: an edge from the caller of id 0.</summary>
public class OutsideTests
{
    private const string Outside = "0000000000000000";

    [Fact]
    public void What_is_called_from_outside_is_a_root_and_outside_is_none()
    {
        var model = Model();
        model.SetCalls(0, 5);
        model.SetCalls(1, 7);
        var graph = model.Publish();

        Assert.Equal(["N.T.Handle", "N.T.Main"], graph.Roots.Select(node => node.Name).Order());
        var outside = graph.Find(default(FunctionId));
        Assert.True(outside.IsOutside);
        Assert.Equal("(outside)", outside.Name);
        Assert.False(graph.Node("Handle").IsOutside);
        Assert.False(default(CallGraphNode).IsOutside);
        Assert.Equal(12, graph.Node("Handle").Calls);
        Assert.Equal(12, graph.TotalCalls);
    }

    [Fact]
    public void Before_it_is_called_from_outside_it_is_no_root()
    {
        var model = Model();
        model.SetCalls(1, 7);

        Assert.Equal("N.T.Main", Assert.Single(model.Publish().Roots).Name);
        model.SetCalls(0, 1);
        Assert.Equal(["N.T.Handle", "N.T.Main"], model.Publish().Roots.Select(node => node.Name).Order());
    }

    // Slot 0: outside -> Handle; slot 1: Main -> Handle.
    private static GraphModel Model()
    {
        var model = new GraphModel();
        model.AddSkeleton(0, Skeletons.Parse($"shadowgen-skeleton 1\nassembly App\ncallee {Skeletons.Id("Handle")} sv M:N.T.Handle\nedge 0 {Outside} {Skeletons.Id("Handle")} 0 1:1\n"));
        model.Add(1, "A.cs", ("Main", "Handle"));
        return model;
    }
}
