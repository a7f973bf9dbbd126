using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class ExecutionTraceTests
{
    private const uint Marker = 0x8000_0000;

    [Fact]
    public void A_trace_tells_the_path_and_what_was_called_last()
    {
        var graph = Diamond();
        var trace = Trace(graph, [10, 11], [99, Marker, 10, 12, 11], lastSibling: 12);

        Assert.Equal((2, 2, false, 5, 7L), (trace.Depth, trace.Count, trace.IsTruncated, trace.RecentCount, trace.FlowId));
        Assert.Equal(("N.T.A", "N.T.B"), (trace.Root.Name, trace.Current.Name));
        Assert.Equal("N.T.A > N.T.B", trace.ToString());
        Assert.Equal(graph.Edge("A", "C"), trace.LastSibling);
        Assert.Equal(graph.Edge("A", "B"), trace.Recent(0));
        Assert.True(trace.Recent(3).IsEmpty);
        Assert.True(trace.Recent(4).IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => Trace(graph, [10], [], 0)[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Trace(graph, [10], [], 0).Recent(0));
    }

    [Fact]
    public void A_deep_path_says_that_it_is_truncated()
    {
        var buffer = new TraceBuffer { Depth = 10_000 };
        ((Span<uint>)buffer.Path).Fill(11);
        var trace = new ExecutionTrace(Diamond(), buffer);

        Assert.Equal((10_000, 32, true), (trace.Depth, trace.Count, trace.IsTruncated));
        Assert.StartsWith("… > N.T.B", trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nowhere_is_a_trace_too()
    {
        var trace = default(ExecutionTrace);

        Assert.Equal((0, 0, 0, true, true, ""), (trace.Depth, trace.Count, trace.RecentCount, trace.Current.IsEmpty, trace.LastSibling.IsEmpty, trace.ToString()));
        Assert.Empty(List(trace, 64));
        Assert.False(WeightedAverage.Predict(trace).CpuTime.IsMeasured);
    }

    [Fact]
    public void A_slot_that_the_graph_does_not_know_is_empty()
    {
        var trace = Trace(Diamond(), [10, 5_000], [], 0);

        Assert.True(trace.Current.IsEmpty);
        Assert.Equal("N.T.A > (unknown)", trace.ToString());
        Assert.Empty(List(trace, 64));
    }

    [Fact]
    public void Future_nodes_come_most_probable_first_each_once()
    {
        var graph = Diamond();
        var nodes = List(Trace(graph, [10], [], 0), 64);
        double b = graph.Edge("A", "B").Probability, c = graph.Edge("A", "C").Probability, d = graph.Edge("B", "D").Probability;

        Assert.Equal(["N.T.B", "N.T.D", "N.T.A", "N.T.C"], nodes.Select(node => node.Node.Name));
        Assert.Equal([b, b * d, b * d, c], nodes.Select(node => node.Probability));
        Assert.Equal([1, 2, 3, 1], nodes.Select(node => node.Depth));
        Assert.Equal(nodes[..2], List(Trace(graph, [10], [], 0), 2));
        Assert.Empty(List(Trace(graph, [10], [], 0), 0));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 20)]
    public void Future_nodes_equal_an_exhaustive_search(int seed, int functions)
    {
        var random = new Random(seed);
        var model = new GraphModel();
        var edges = Enumerable.Range(0, functions * 3).Select(_ => ($"F{random.Next(functions)}", $"F{random.Next(functions)}")).Append(("Main", "F0")).Distinct().ToArray();
        model.Add(1, "A.cs", edges);
        for (var i = 0; i < edges.Length; i++) model.SetCalls(1 + i, random.Next(1_000));
        var graph = model.Publish();
        var start = graph.Node("F0").Index;

        // Bellman–Ford over products.
        var best = new double[graph.Nodes.Count];
        for (var round = 0; round <= best.Length; round++)
        {
            foreach (var edge in graph.Edges)
            {
                var from = edge.Caller.Index == start ? 1 : best[edge.Caller.Index];
                best[edge.Callee.Index] = Math.Max(best[edge.Callee.Index], from * edge.Probability);
            }
        }
        var found = List(Trace(graph, [(uint)edges.Length], [], 0), 64);

        Assert.Equal(best.Count(p => p > 0), found.Count);
        Assert.All(found, node => Assert.Equal(best[node.Node.Index], node.Probability, 1e-12));
        Assert.Equal(found.OrderByDescending(node => node.Probability).Select(node => node.Probability), found.Select(node => node.Probability));
    }

    [Fact]
    public void More_than_can_be_held_yields_the_most_probable()
    {
        var model = new GraphModel();
        model.Add(1, "A.cs", [("Main", "A"), .. Enumerable.Range(0, 200).Select(i => ("A", $"F{i}"))]);
        for (var i = 0; i < 200; i++) model.SetCalls(2 + i, 1 + i);
        var found = List(Trace(model.Publish(), [1], [], 0), 64);

        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"N.T.F{199 - i}"), found.Select(node => node.Node.Name));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    public void A_count_out_of_range_is_refused(int maximum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Trace(Diamond(), [10], [], 0).FutureNodes(maximum));

    [Fact]
    public void Reading_and_the_baseline_do_not_allocate()
    {
        var trace = Trace(Diamond(), [10], [10, 11], 11);
        var sum = 0.0;

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            sum += trace[0].Calls + trace.Current.Calls + trace.Recent(0).Probability + trace.LastSibling.Calls;
            foreach (var node in trace.FutureNodes()) sum += node.Probability;
            sum += WeightedAverage.Predict(trace).ElapsedTime.Mean;
        }));
    }

    [Fact]
    public void The_baseline_is_probability_times_average_profile()
    {
        var model = new GraphModel(1e12);
        model.Add(1, "A.cs", ("Main", "A"), ("A", "B"), ("A", "C"));
        model.SetCalls(1, 1);
        model.SetCalls(2, 3);
        model.AddSample(new() { Slot = 2, Weight = 1, ElapsedNs = 100 });
        model.AddSample(new() { Slot = 2, Weight = 1, ElapsedNs = 300 });
        model.AddSample(new() { Slot = 3, Weight = 1, ElapsedNs = 1_000 });
        var prediction = WeightedAverage.Predict(Trace(model.Publish(), [1], [], 0));

        // Jeffreys: (3 + 1/2) / 4 and (1/2) / 4.
        Assert.Equal((0.875 * 200) + (0.125 * 1_000), prediction.ElapsedTime.Mean, 1e-6);
        Assert.Equal(Math.Sqrt((0.875 * (20_000 + 40_000)) - (175 * 175.0) + (0.125 * 1e6) - (125 * 125.0)), prediction.ElapsedTime.StandardDeviation, 1e-3);
        Assert.False(prediction.CpuTime.IsMeasured);
        Assert.Equal("N.T.A", prediction.Node.Name);
    }

    private static List<FutureNode> List(ExecutionTrace trace, int maximum)
    {
        var nodes = new List<FutureNode>();
        foreach (var node in trace.FutureNodes(maximum)) nodes.Add(node);
        return nodes;
    }

    private static ExecutionTrace Trace(CallGraph graph, uint[] path, uint[] recent, int lastSibling)
    {
        var buffer = new TraceBuffer { Depth = path.Length, RecentCount = recent.Length, LastSiblingSlot = lastSibling, FlowId = 7 };
        path.CopyTo(buffer.Path);
        recent.CopyTo(buffer.Recent);
        return new(graph, buffer);
    }

    // A calls B (nine in ten) and C; B calls D; D calls A again.
    private static CallGraph Diamond()
    {
        var model = new GraphModel();
        model.Add(10, "A.cs", ("Main", "A"), ("A", "B"), ("A", "C"), ("B", "D"), ("D", "A"));
        foreach (var (slot, calls) in new[] { (10, 1), (11, 90), (12, 10), (13, 50), (14, 1) }) model.SetCalls(slot, calls);
        model.AddSample(Skeletons.Sample(13, 100));
        return model.Publish();
    }
}
