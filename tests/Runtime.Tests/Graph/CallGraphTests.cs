using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class CallGraphTests
{
    [Fact]
    public void A_function_is_found_by_name_documentation_id_and_id()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("Main", "Over(System.Int32)"), ("Main", "Over"), ("Main", "Overt"));
        model.SetCalls(1, 2);
        model.SetCalls(2, 5);
        var graph = model.Publish();

        Assert.Equal("M:N.T.A", graph.Find("N.T.A").DocumentationId);
        Assert.Equal("M:N.T.Over(System.Int32)", graph.Find("M:N.T.Over(System.Int32)").DocumentationId);
        Assert.Equal("M:N.T.Over", graph.Find("N.T.Over").DocumentationId);
        Assert.Equal(["M:N.T.Over(System.Int32)", "M:N.T.Over"], graph.FindAll("N.T.Over").Select(node => node.DocumentationId));
        Assert.Equal("N.T.A", graph.Find(Skeletons.Id("A")).Name);
        Assert.True(graph.Find("N.T.Ov").IsEmpty);
        Assert.True(graph.Find(new FunctionId(1)).IsEmpty);
        Assert.Empty(graph.FindAll(""));
    }

    [Fact]
    public void A_node_knows_what_its_declaring_file_told()
    {
        var model = new GraphModel();
        var text = $"shadowgen-skeleton 1\nassembly App\nfile Caller.cs\nmethod {Skeletons.Id("Main")} 3 - M:N.T.Main\ncallee {Skeletons.Id("A")} sa M:N.T.A\nedge 0 {Skeletons.Id("Main")} {Skeletons.Id("A")} 2 4:5,6:7\n";
        model.AddSkeleton(0, Skeletons.Parse(text));
        var before = model.Publish().Node("A");
        model.AddSkeleton(1, Skeletons.Parse($"shadowgen-skeleton 1\nassembly App\nfile Callee.cs\nmethod {Skeletons.Id("A")} 12 sa M:N.T.A\n"));
        model.AddSkeleton(0, Skeletons.Parse(text));
        var graph = model.Publish();
        var after = graph.Node("A");

        Assert.Equal(("", 0, true, "App"), (before.File, before.Line, before.IsAsync, before.Assembly));
        Assert.Equal(("Callee.cs", 12, true, "App"), (after.File, after.Line, after.IsAsync, after.Assembly));
        Assert.Equal(2, graph.Edge("Main", "A").LoopDepth);
        Assert.Equal([new("Caller.cs", 4, 5), new("Caller.cs", 6, 7)], graph.Edge("Main", "A").CallSites.ToArray());
    }

    [Fact]
    public void An_id_that_nobody_described_is_its_own_name()
    {
        var model = new GraphModel();
        model.AddSkeleton(0, Skeletons.Parse("shadowgen-skeleton 1\nedge 0 00000000000000aa 00000000000000bb 0 1:1\n"));

        Assert.Equal(["00000000000000aa", "00000000000000bb"], model.Publish().Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Roots_reach_every_counted_call()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"), ("Idle", "A"), ("Self", "Self"), ("X", "Y"), ("Y", "X"), ("B", "A"));
        foreach (var slot in new[] { 0, 1, 3, 4, 5, 6 }) model.SetCalls(slot, 1);

        Assert.Equal(["N.T.Main", "N.T.Self", "N.T.X"], model.Publish().Roots.Select(node => node.Name).Order());
    }

    [Fact]
    public void A_function_that_also_calls_itself_is_the_root_of_what_it_calls()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("A", "B"), ("Walk", "A"), ("Walk", "Walk"));
        Assert.Empty(model.Publish().Roots);
        for (var slot = 0; slot < 3; slot++) model.SetCalls(slot, 1);

        Assert.Equal("N.T.Walk", Assert.Single(model.Publish().Roots).Name);
    }

    [Fact]
    public void Profiles_tell_what_was_measured_and_nothing_else()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        model.SetCalls(0, 1_000);
        model.AddSample(new() { Slot = 0, Weight = 10, ElapsedNs = 300, AllocatedBytes = 0 });
        var node = model.Publish().Node("A");

        var elapsed = node.Inclusive(ResourceKind.ElapsedTime);
        Assert.Equal((true, 300, 300_000, 1_000, 1, "ns"), (elapsed.IsMeasured, elapsed.Mean, elapsed.Total, elapsed.Count, elapsed.SampleCount, elapsed.Unit));
        Assert.Equal((true, 0, "B"), (node.Inclusive(ResourceKind.AllocatedBytes).IsMeasured, node.Inclusive(ResourceKind.AllocatedBytes).Total, node.Inclusive(ResourceKind.AllocatedBytes).Unit));
        foreach (var profile in new[] { node.Inclusive(ResourceKind.CpuTime), node.Inclusive(ResourceKind.NetworkBytes), node.Exclusive(ResourceKind.ElapsedTime) })
        {
            Assert.False(profile.IsMeasured);
            Assert.Equal("not measured", profile.ToString());
            Assert.All([profile.Min, profile.Max, profile.Mean, profile.StandardDeviation, profile.P50, profile.P90, profile.P99, profile.Total], value => Assert.Equal(double.NaN, value));
        }
    }

    [Fact]
    public void Network_bytes_are_exact_per_node()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"));
        model.SetCalls(0, 4);
        Assert.Null(model.Publish().Node("A").NetworkSent);
        Assert.False(model.Publish().Node("A").Exclusive(ResourceKind.NetworkBytes).IsMeasured);
        model.MeasuresNetwork = true;
        Assert.Equal(0, model.Publish().Node("A").Exclusive(ResourceKind.NetworkBytes).Total);
        model.AddNetwork(0, 100, 20);
        model.AddNetwork(0, 60, 20);
        model.AddNetwork(77, 1, 1);
        var graph = model.Publish();
        var profile = graph.Node("A").Exclusive(ResourceKind.NetworkBytes);

        Assert.Equal((160L, 40L), (graph.Node("A").NetworkReceived, graph.Node("A").NetworkSent));
        Assert.Equal((true, 200, 50, 0, double.NaN), (profile.IsMeasured, profile.Total, profile.Mean, profile.SampleCount, profile.P99));
        Assert.False(graph.Node("B").Exclusive(ResourceKind.NetworkBytes).IsMeasured);
    }

    [Fact]
    public void An_async_function_tells_what_is_partial()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        var sample = Skeletons.Sample(0, 50) with { Flags = SampleFlags.CpuMeasured | SampleFlags.AsyncPartial };
        model.AddSample(sample with { Flags = SampleFlags.HasExclusive | SampleFlags.AsyncPartial | SampleFlags.ElapsedUnknown });
        Assert.False(model.Publish().Node("A").Inclusive(ResourceKind.ElapsedTime).IsMeasured);
        Assert.False(model.Publish().Node("A").Exclusive(ResourceKind.ElapsedTime).IsMeasured);
        model.AddSample(sample);
        Assert.True(model.Publish().Node("A").Inclusive(ResourceKind.ElapsedTime).IsPartial);

        model.AddSample(sample with { Flags = sample.Flags | SampleFlags.ElapsedIsCompletion, ElapsedNs = 9_000 });
        model.AddSample(sample);
        model.AddSample(sample with { Flags = sample.Flags | SampleFlags.ElapsedUnknown });
        var node = model.Publish().Node("A");

        var elapsed = node.Inclusive(ResourceKind.ElapsedTime);
        Assert.Equal((false, 1, 9_000), (elapsed.IsPartial, elapsed.SampleCount, elapsed.Min));
        Assert.Equal((true, 4), (node.Inclusive(ResourceKind.CpuTime).IsPartial, node.Inclusive(ResourceKind.CpuTime).SampleCount));
        Assert.True(node.Inclusive(ResourceKind.AllocatedBytes).IsPartial);
        Assert.Contains("synchronous part only", node.Inclusive(ResourceKind.CpuTime).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_an_answer_too()
    {
        var none = default(CallGraphNode);

        Assert.Equal((true, "", 0L, 0.0, 0), (none.IsEmpty, none.Name, none.Calls, none.Probability, none.Children.Count + none.Parents.Count));
        Assert.False(none.Inclusive(ResourceKind.CpuTime).IsMeasured);
        Assert.Equal((true, true, double.NaN), (default(CallGraphEdge).Caller.IsEmpty, default(CallGraphEdge).CallSites.IsEmpty, default(CallGraphEdge).CallsPerParent));
        Assert.Equal(0, CallGraph.Empty.Nodes.Count + CallGraph.Empty.Roots.Count + CallGraph.Empty.Edges.Count);
        Assert.NotEqual(none, Published().Node("A"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Published().Nodes[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Published().Nodes[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => none.Inclusive((ResourceKind)4));
        Assert.Throws<ArgumentOutOfRangeException>(() => none.Exclusive((ResourceKind)(-1)));
    }

    [Fact]
    public void Reading_does_not_allocate()
    {
        var graph = Published();
        var id = Skeletons.Id("A");
        var sum = 0.0;

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            foreach (var node in graph.Nodes)
            {
                for (var kind = ResourceKind.CpuTime; kind <= ResourceKind.NetworkBytes; kind++) sum += node.Inclusive(kind).P99 + node.Exclusive(kind).Total;
                foreach (var edge in node.Children) sum += edge.Probability + edge.CallsPerParent + edge.Callee.Calls + edge.CallSites.Length + edge.LoopDepth;
                foreach (var edge in node.Parents) sum += edge.Calls + edge.Caller.Probability + edge.Caller.Name.Length;
            }
            foreach (var node in graph.Roots) sum += (node.NetworkSent ?? 1) + node.Line + node.File.Length;
            foreach (var node in graph.FindAll("N.T.A")) sum += node.Calls;
            sum += graph.Find("N.T.A").Calls + graph.Find("M:N.T.B").Calls + graph.Find(id).Calls + graph.Edges[1].Calls + graph.TotalCalls;
        }));
    }

    private static CallGraph Published()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"));
        model.SetCalls(0, 2);
        model.SetCalls(1, 3);
        model.AddSample(Skeletons.Sample(0, 40));
        return model.Publish();
    }
}
