using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public sealed class CostLearnerTests
{
    private const int First = 10;

    private readonly GraphModel _model = new();

    [Fact]
    public void Published_intervals_are_those_of_the_callee()
    {
        var learner = Learner("A", "B");
        for (var i = 0; i < 1000; i++)
        {
            learner.Observe(Skeletons.Sample(First, 900 + (i * 7919 % 201)));
            learner.Observe(Skeletons.Sample(First + 1, 50_000));
        }
        var (graph, table) = Publish(learner);
        var (a, b) = (graph.Node("A").Index, graph.Node("B").Index);

        Assert.Equal(1000, table.Median(a, ResourceKind.ElapsedTime), 30.0);
        Assert.InRange(table.Low(a, ResourceKind.CpuTime), 890, 935);
        Assert.InRange(table.High(a, ResourceKind.AllocatedBytes), 1065, 1110);
        Assert.Equal(50_000, table.Median(b, ResourceKind.NetworkBytes), 50.0);
        Assert.True(double.IsNaN(table.Median(graph.Node("Main").Index, ResourceKind.ElapsedTime)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    [InlineData(int.MaxValue)]
    public void Of_a_node_that_is_not_known_nothing_is_measured(int node)
    {
        var learner = Learner("A");
        learner.Observe(Skeletons.Sample(First, 5));
        var table = Publish(learner).Table;

        Assert.True(double.IsNaN(table.High(node, ResourceKind.NetworkBytes)));
        Assert.Equal(0, table.Quality.Of(node, ResourceKind.NetworkBytes).Count);
    }

    [Fact]
    public void What_is_no_whole_call_is_not_learned()
    {
        var learner = Learner("A", "B", "C");
        for (var i = 0; i < 3; i++)
        {
            var sample = Skeletons.Sample(First, 500);
            sample.Flags = SampleFlags.CpuMeasured | SampleFlags.AsyncPartial;
            learner.Observe(sample);
            sample.Slot = First + 1;
            sample.Flags |= SampleFlags.ElapsedIsCompletion;
            learner.Observe(sample);
            sample.Slot = First + 2;
            sample.Flags = SampleFlags.ElapsedUnknown;
            learner.Observe(sample);
        }
        var (graph, table) = Publish(learner);
        var measured = from name in new[] { "A", "B", "C" }
                       from kind in Enum.GetValues<ResourceKind>()
                       where !double.IsNaN(table.Median(graph.Node(name).Index, kind))
                       select (name, kind);

        Assert.Equal([("B", ResourceKind.ElapsedTime), ("C", ResourceKind.AllocatedBytes)], measured);
    }

    /// <summary>Costs triple at mid-run: of any 1,000 calls 85 to 95 % lie in their intervals, of all 88.5 to 91.5 %, and no interval is infinite.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Intervals_hold_through_a_change(int seed)
    {
        const int calls = 20_000, window = 1000;
        var learner = Learner("A");
        var random = new Random(seed);
        var held = new long[calls];
        for (var i = 0; i < calls; i++)
        {
            learner.Observe(Skeletons.Sample(First, (long)(10_000 * (i < calls / 2 ? 1 : 3) * Math.Exp(0.5 * Gauss(random)))));
            var table = Publish(learner).Table;
            held[i] = table.Quality.Total(ResourceKind.CpuTime).Inside;
            Assert.True(double.IsFinite(table.Low(Node("A"), ResourceKind.CpuTime)) && double.IsFinite(table.High(Node("A"), ResourceKind.CpuTime)));
        }

        Assert.InRange(held[^1] * 100.0 / (calls - 1), 88.5, 91.5);
        for (var i = window; i < calls; i += 50) Assert.InRange((held[i] - held[i - window]) * 100.0 / window, 85, 95);
    }

    /// <summary>Costs of 40 nodes triple at once: of any 1,000 calls 85 to 95 % lie in their intervals.</summary>
    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(2, 0.4)]
    public void Intervals_hold_through_a_change_of_all_nodes(int seed, double spread)
    {
        const int nodes = 40, calls = 20_000, window = 1000;
        var learner = Learner([.. Enumerable.Range(0, nodes).Select(i => $"F{i}")]);
        var graph = _model.Publish();
        var random = new Random(seed);
        var held = new long[calls];
        for (var i = 0; i < calls; i++)
        {
            var node = random.Next(nodes);
            learner.Observe(Skeletons.Sample(First + node, (long)((10_000 + (7000 * node)) * (i < calls / 2 ? 1 : 3) * Math.Exp(spread * Gauss(random)))));
            held[i] = learner.Publish(graph).Quality.Total(ResourceKind.CpuTime).Inside;
        }

        for (var i = 2 * window; i < calls; i += 20) Assert.InRange((held[i] - held[i - window]) * 100.0 / window, 85, 95);
    }

    /// <summary>80 % of the costs of each node are the same number.</summary>
    [Fact]
    public void Intervals_of_each_node_hold_where_most_costs_are_the_same()
    {
        var names = Enumerable.Range(0, 16).Select(i => $"F{i}").ToArray();
        var learner = Learner(names);
        var random = new Random(12);
        for (var i = 0; i < 400 * names.Length; i++)
            learner.Observe(Skeletons.Sample(First + (i % names.Length), random.NextDouble() < 0.8 ? 4096 : (long)(4096 * Math.Exp(0.5 * Gauss(random)))));
        var (graph, table) = Publish(learner);

        Assert.All(names, name => Assert.InRange(table.Quality.Of(graph.Node(name).Index, ResourceKind.ElapsedTime).Coverage, 0.85, 0.95));
    }

    /// <summary>32 nodes, 200 costs each: those of any node lie in their intervals 85 to 95 % of the time, though each began with none.</summary>
    [Fact]
    public void Intervals_of_each_node_hold()
    {
        var names = Enumerable.Range(0, 32).Select(i => $"F{i}").ToArray();
        var learner = Learner(names);
        var random = new Random(11);
        for (var i = 0; i < 200 * names.Length; i++)
            learner.Observe(Skeletons.Sample(First + (i % names.Length), (long)(1000 * Math.Exp((0.1 + (0.05 * (i % names.Length))) * Gauss(random)))));
        var (graph, table) = Publish(learner);

        Assert.All(names, name => Assert.InRange(table.Quality.Of(graph.Node(name).Index, ResourceKind.ElapsedTime).Coverage, 0.85, 0.95));
        Assert.InRange(table.Quality.Total(ResourceKind.ElapsedTime).Coverage, 0.885, 0.915);
    }

    [Fact]
    public void Quality_tells_bias_and_error_of_what_was_foretold()
    {
        var learner = Learner("A");
        foreach (var cost in new[] { 99, 99, 999, 99 }) learner.Observe(Skeletons.Sample(First, cost));
        var score = Publish(learner).Table.Quality.Of(Node("A"), ResourceKind.AllocatedBytes);

        Assert.Equal(3, score.Count);
        Assert.Equal(Math.Pow(10, 1 / 3.0), score.BiasFactor, 1e-4);
        Assert.Equal(Math.Pow(10, 1 / 3.0), score.ErrorFactor, 1e-4);
        Assert.True(score.MeanPinball > 0);
    }

    [Fact]
    public void Tails_that_were_set_are_kept()
    {
        var options = new ShadowOptions();
        options.SetUpperTail(ResourceKind.AllocatedBytes, 0.02);
        var learner = Learner("A");
        learner.Configure(options.UpperTails);
        var random = new Random(5);
        var (aboveBytes, aboveCpu, belowBytes) = (0, 0, 0);
        const int calls = 10_000;
        for (var i = 0; i < calls; i++)
        {
            var table = Publish(learner).Table;
            var cost = (long)(10_000 * Math.Exp(0.5 * Gauss(random)));
            if (cost > table.High(Node("A"), ResourceKind.AllocatedBytes)) aboveBytes++;
            if (cost < table.Low(Node("A"), ResourceKind.AllocatedBytes)) belowBytes++;
            if (cost > table.High(Node("A"), ResourceKind.CpuTime)) aboveCpu++;
            learner.Observe(Skeletons.Sample(First, cost));
        }

        Assert.InRange(aboveBytes * 100.0 / calls, 1.5, 2.5);
        Assert.InRange(belowBytes * 100.0 / calls, 7, 9);
        Assert.InRange(aboveCpu * 100.0 / calls, 4, 6);
    }

    [Fact]
    public void Nodes_that_come_while_it_learns_are_learned()
    {
        var learner = Learner("A");
        for (var i = 0; i < 100; i++) learner.Observe(Skeletons.Sample(First, 100));
        _model.Add(1000, "B.cs", [.. Enumerable.Range(0, 500).Select(i => ("Main", $"New{i}"))]);
        learner.Publish(_model.Publish());
        for (var i = 0; i < 500; i++) learner.Observe(Skeletons.Sample(1000 + i, 1000 + i));
        var (graph, table) = Publish(learner);

        Assert.Equal(100, table.Median(graph.Node("A").Index, ResourceKind.CpuTime), 0.01);
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(1000 + i, table.Median(graph.Node($"New{i}").Index, ResourceKind.CpuTime), 0.01));
    }

    [Fact]
    public void Memory_stays_within_its_bound_and_nodes_in_use_are_kept()
    {
        const int bound = 256 << 10;
        var learner = new CostLearner(bound);
        _model.Add(First, "A.cs", [.. Enumerable.Range(0, 2000).Select(i => ("Main", $"F{i}"))]);
        learner.Publish(_model.Publish());
        for (var i = 0; i < 2000; i++)
        {
            learner.Observe(Skeletons.Sample(First + i, 10));
            learner.Observe(Skeletons.Sample(First, 777));
        }
        var (graph, table) = Publish(learner);

        Assert.InRange(learner.MemoryBytes, bound / 4, bound);
        Assert.Equal(2000, table.Quality.Of(graph.Node("F0").Index, ResourceKind.CpuTime).Count);
    }

    [Fact]
    public void Learning_and_reading_allocate_nothing()
    {
        var learner = Learner("A");
        var table = Publish(learner).Table;
        var sum = 0.0;

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            for (var i = 0; i < 1000; i++) learner.Observe(Skeletons.Sample(First, i));
            sum += table.High(0, ResourceKind.CpuTime) + table.Quality.Of(0, ResourceKind.CpuTime).Count;
        }));
    }

    [Fact]
    public void A_table_is_published_again_only_when_something_was_learned()
    {
        var learner = Learner("A");
        learner.Observe(Skeletons.Sample(First, 1));
        var table = Publish(learner).Table;

        Assert.Same(table, Publish(learner).Table);
        learner.Observe(Skeletons.Sample(First, 2));
        Assert.NotSame(table, Publish(learner).Table);
    }

    private CostLearner Learner(params string[] callees)
    {
        _model.Add(First, "A.cs", [.. callees.Select(callee => ("Main", callee))]);
        var learner = new CostLearner();
        learner.Publish(_model.Publish());
        return learner;
    }

    private (CallGraph Graph, IntervalTable Table) Publish(CostLearner learner)
    {
        var graph = _model.Publish();
        return (graph, learner.Publish(graph));
    }

    private int Node(string name) => _model.Publish().Node(name).Index;

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
