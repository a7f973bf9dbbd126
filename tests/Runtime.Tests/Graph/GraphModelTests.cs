using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class GraphModelTests
{
    [Fact]
    public void Counts_are_those_that_were_told()
    {
        var model = new GraphModel();
        model.Add(10, "A.cs", ("Main", "A"), ("A", "B"), ("A", "C"));
        model.SetCalls(10, 2);
        model.SetCalls(11, 6);
        model.SetCalls(11, 9);
        var graph = model.Publish();

        Assert.Equal((2, 9, 0, 11), (graph.Edge("Main", "A").Calls, graph.Edge("A", "B").Calls, graph.Edge("A", "C").Calls, graph.TotalCalls));
        Assert.Equal((0, 2, 9), (graph.Node("Main").Calls, graph.Node("A").Calls, graph.Node("B").Calls));
        Assert.Equal(4.5, graph.Edge("A", "B").CallsPerParent);
        Assert.Equal(double.NaN, graph.Edge("Main", "A").CallsPerParent);
        Assert.Equal(2.0 / 11, graph.Node("A").Probability);
    }

    [Fact]
    public void A_function_has_the_fingerprint_that_its_file_tells()
    {
        var model = new GraphModel();
        model.AddSkeleton(0, SkeletonParser.Parse("shadowgen-skeleton 1\nassembly S\ncallee 00000000000000aa s M:S.A\nedge 0 0000000000000000 00000000000000aa 0 1:1\n"u8));
        model.AddSkeleton(1, SkeletonParser.Parse("shadowgen-skeleton 1\nassembly S\nmethod 00000000000000aa 3 s M:S.A\nprint 00000000000000aa 0123456789abcdeffedcba9876543210 9\nprint 00000000000000bb 0123456789abcdeffedcba9876543210 9\n"u8));
        model.AddSkeleton(2, SkeletonParser.Parse("shadowgen-skeleton 1\nassembly S\ncallee 00000000000000aa s M:S.A\nmethod 00000000000000cc 3 - M:S.C\nedge 0 00000000000000cc 00000000000000aa 0 1:1\n"u8));
        var functions = model.Publish().Structure.Functions.ToDictionary(function => function.Id.Value, function => function.Print);

        Assert.Equal(new MethodFingerprint(0x0123456789abcdef, 0xfedcba9876543210, 9), functions[0xaa]);
        Assert.Null(functions[0xcc]);
        Assert.DoesNotContain(0xbbUL, functions);
    }

    [Fact]
    public void A_late_figure_is_ignored()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        foreach (var calls in new[] { 5, 3, 5, 7, -1 }) model.SetCalls(0, calls);

        Assert.Equal(7, model.Publish().TotalCalls);
    }

    [Fact]
    public void Slots_of_several_files_count_on_one_edge()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        model.Add(50, "B.cs", ("Main", "A"), ("A", "Main"));
        model.SetCalls(0, 3);
        model.SetCalls(50, 4);
        var edge = model.Publish().Edge("Main", "A");

        Assert.Equal(7, edge.Calls);
        Assert.Equal(["A.cs", "B.cs"], edge.CallSites.ToArray().Select(site => site.File));
    }

    [Fact]
    public void Retired_slots_leave_their_counts_and_serve_again()
    {
        var model = new GraphModel();
        model.Add(5, "A.cs", ("Main", "A"), ("A", "B"));
        model.SetCalls(5, 10);
        model.RetireSlots(5, 2);
        model.SetCalls(5, 99);
        model.AddSample(Skeletons.Sample(5, 1));
        Assert.Equal(10, model.Publish().Edge("Main", "A").Calls);
        Assert.Equal(1, model.RejectedSamples);

        model.Add(5, "B.cs", ("A", "B"), ("Main", "A"));
        model.SetCalls(5, 2);
        model.SetCalls(6, 3);
        var graph = model.Publish();

        Assert.Equal((13, 2), (graph.Edge("Main", "A").Calls, graph.Edge("A", "B").Calls));
        Assert.Equal(graph.Edge("A", "B"), new CallGraphEdge(graph, graph.Structure.EdgeOfSlot(5)));
    }

    [Fact]
    public void A_reload_tells_nothing_twice()
    {
        var model = new GraphModel();
        var file = Skeletons.Parse(Skeletons.Text("A.cs", ("Main", "A")) + $"skip dynamic 5:6 {Skeletons.Id("A")} {Skeletons.Id("Main")}\n");
        for (var i = 0; i < 3; i++)
        {
            model.AddSkeleton(0, file);
            model.RetireSlots(0, 1);
        }
        var graph = model.Publish();

        Assert.Equal(1, graph.Edge("Main", "A").CallSites.Length);
        Assert.Equal(new SkippedCallSite("dynamic", new("A.cs", 5, 6), "N.T.A", "N.T.Main"), Assert.Single(graph.SkippedCallSites.ToArray()));
    }

    [Fact]
    public void What_is_left_out_is_summed_over_files_and_told_once_for_each()
    {
        var model = new GraphModel();
        for (var i = 0; i < 2; i++)
        {
            model.AddSkeleton(0, Skeletons.Parse(Skeletons.Text("A.cs") + "left too-small 12 3\nleft excluded 1 0\n"));
            model.AddSkeleton(0, Skeletons.Parse(Skeletons.Text("B.cs") + "left too-small 5 1\n"));
        }

        Assert.Equal([new LeftOutCallSites("excluded", 1, 0), new LeftOutCallSites("too-small", 17, 4)], model.Publish().LeftOutCallSites.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_histories_agree_with_plain_sums(int seed)
    {
        var random = new Random(seed);
        var model = new GraphModel(100);
        var truth = new Dictionary<(string, string), long>();
        var live = new List<(int First, (string, string)[] Edges, long[] Told)>();
        for (var step = 0; step < 400; step++)
        {
            if (live.Count == 0 || random.Next(6) == 0)
            {
                var first = Enumerable.Range(0, 100).Select(i => i * 8).First(slot => live.All(file => file.First != slot));
                var edges = Enumerable.Range(0, random.Next(1, 8)).Select(_ => ($"F{random.Next(9)}", $"F{random.Next(9)}")).Distinct().ToArray();
                model.Add(first, $"{step}.cs", edges);
                live.Add((first, edges, new long[edges.Length]));
            }
            var file = live[random.Next(live.Count)];
            for (var i = 0; i < file.Edges.Length; i++)
            {
                var calls = random.Next(50);
                truth[file.Edges[i]] = truth.GetValueOrDefault(file.Edges[i]) + calls;
                model.SetCalls(file.First + i, file.Told[i] += calls);
            }
            if (random.Next(5) == 0)
            {
                model.RetireSlots(file.First, 8);
                live.Remove(file);
            }
            if (random.Next(3) == 0) AssertEqual(truth, model.Publish());
        }
        AssertEqual(truth, model.Publish());
    }

    [Fact]
    public void Probabilities_are_Dirichlet_posteriors()
    {
        var model = new GraphModel(1e12);
        model.Add(0, "A.cs", ("A", "B"), ("A", "C"), ("D", "B"));
        model.SetCalls(0, 3);
        model.SetCalls(1, 1);
        var graph = model.Publish();

        Assert.Equal(3.5 / 5, graph.Edge("A", "B").Probability, 1e-9);
        Assert.Equal(1.5 / 5, graph.Edge("A", "C").Probability, 1e-9);
        Assert.Equal(1, graph.Edge("D", "B").Probability, 1e-9);
    }

    [Fact]
    public void A_change_of_habit_outweighs_a_long_past()
    {
        var model = new GraphModel(1_000);
        model.Add(0, "A.cs", ("A", "B"), ("A", "C"));
        model.SetCalls(0, 1_000_000);
        model.Publish();
        model.SetCalls(1, 10_000);

        Assert.InRange(model.Publish().Edge("A", "C").Probability, 0.99, 1);
    }

    [Fact]
    public void Nothing_new_is_the_same_snapshot_and_old_ones_never_change()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"));
        model.SetCalls(0, 1);
        model.AddSample(Skeletons.Sample(0, 100));
        var first = model.Publish();
        Assert.Same(first, model.Publish());

        model.SetCalls(0, 5);
        model.AddSample(Skeletons.Sample(0, 900));
        model.Add(9, "B.cs", ("A", "C"));
        var second = model.Publish();

        Assert.Equal((1, 1, 1L), (first.Node("A").Calls, first.Node("A").Inclusive(ResourceKind.CpuTime).SampleCount, first.Version));
        Assert.Equal((5, 2, 2L), (second.Node("A").Calls, second.Node("A").Inclusive(ResourceKind.CpuTime).SampleCount, second.Version));
        Assert.Equal(2, first.Edges.Count);
        Assert.Equal(3, second.Edges.Count);
    }

    [Fact]
    public void Only_nodes_with_new_samples_are_read_again()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"));
        model.AddSample(Skeletons.Sample(0, 100));
        model.AddSample(Skeletons.Sample(1, 100));
        var first = model.Publish();
        model.AddSample(Skeletons.Sample(1, 300));
        var second = model.Publish();

        Assert.Same(first.Structure, second.Structure);
        Assert.Same(first.Counts.EdgeCalls, second.Counts.EdgeCalls);
        Assert.Same(first.Counts.Profiles[first.Node("A").Index], second.Counts.Profiles[second.Node("A").Index]);
        Assert.NotSame(first.Counts.Profiles[first.Node("B").Index], second.Counts.Profiles[second.Node("B").Index]);
    }

    [Fact]
    public void The_time_is_that_of_the_last_news()
    {
        var time = new FixedTime();
        var model = new GraphModel(time: time);
        model.Add(0, "A.cs", ("Main", "A"));
        var first = model.Publish();
        time.Now += TimeSpan.FromSeconds(5);

        Assert.Equal(first.MeasuredAt, model.Publish().MeasuredAt);
        model.SetCalls(0, 1);
        Assert.Equal(first.MeasuredAt + TimeSpan.FromSeconds(5), model.Publish().MeasuredAt);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_sample_of_no_weight_is_rejected_and_counted(float weight)
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        model.AddSample(Skeletons.Sample(0, 5, weight));
        model.AddSample(Skeletons.Sample(77, 5));
        model.AddSample(Skeletons.Sample(-1, 5));

        Assert.Equal(3, model.RejectedSamples);
        Assert.False(model.Publish().Node("A").Inclusive(ResourceKind.CpuTime).IsMeasured);
    }

    [Fact]
    public async Task Readers_on_other_threads_see_whole_snapshots_only()
    {
        var model = new GraphModel();
        var published = CallGraph.Empty;
        var isDone = false;
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            long version = 0, reads = 0;
            for (; !Volatile.Read(ref isDone) || reads == 0; reads++)
            {
                var graph = Volatile.Read(ref published);
                Assert.True(graph.Version >= version);
                version = graph.Version;
                Assert.Equal(graph.TotalCalls, graph.Edges.Sum(edge => edge.Calls));
                foreach (var node in graph.Nodes)
                {
                    Assert.Equal(node.Calls, node.Parents.Sum(edge => edge.Calls));
                    if (node.Children.Count > 0) Assert.Equal(1, node.Children.Sum(edge => edge.Probability), 1e-9);
                    if (node.Calls > 0) Assert.Equal(node.Inclusive(ResourceKind.CpuTime).Max, node.Inclusive(ResourceKind.CpuTime).SampleCount);
                }
            }
            return reads;
        })).ToArray();
        for (var round = 1; round <= 1_000; round++)
        {
            if (round % 100 == 1) model.Add(round, $"{round}.cs", ("Main", $"F{round}"), ($"F{round}", "G"));
            var slot = (round - 1) / 100 * 100 + 1;
            model.SetCalls(slot, round);
            model.AddSample(Skeletons.Sample(slot, ((round - 1) % 100) + 1));
            Volatile.Write(ref published, model.Publish());
        }
        Volatile.Write(ref isDone, true);

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
    }

    private static void AssertEqual(Dictionary<(string, string), long> truth, CallGraph graph)
    {
        Assert.Equal(truth.Values.Sum(), graph.TotalCalls);
        foreach (var ((caller, callee), calls) in truth) Assert.Equal(calls, graph.Edge(caller, callee).Calls);
        foreach (var node in graph.Nodes)
        {
            Assert.Equal(node.Calls, node.Parents.Sum(edge => edge.Calls));
            Assert.All(node.Children, edge => Assert.Equal(node, edge.Caller));
            Assert.All(node.Parents, edge => Assert.Equal(node, edge.Callee));
            if (node.Children.Count > 0) Assert.Equal(1, node.Children.Sum(edge => edge.Probability), 1e-9);
        }
        Assert.Equal(graph.Edges.Count, graph.Nodes.Sum(node => node.Parents.Count));
    }

    private sealed class FixedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
