using ShadowGen.Engine;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Shared.Model;
using ShadowGen.Tests.Graph;
using ShadowGen.TestSupport;

namespace ShadowGen.Tests.Model;

/// <summary>What one run has captured, the next one begins with; and what it then captures is its own alone.</summary>
public sealed class WarmStartTests
{
    private const int First = 200, Calls = 300;

    [Fact]
    public void Probabilities_costs_and_needs_are_those_of_the_run_before_at_the_first_call()
    {
        var before = new Run();
        before.Work();
        var cold = new Run();
        var warm = new Run(before.Capture());

        var (coldGraph, warmGraph) = (cold.Publish().Graph, warm.Publish().Graph);

        Assert.Equal(0.5, coldGraph.Edge("A", "B").Probability, 2);
        Assert.InRange(warmGraph.Edge("A", "B").Probability, 0.7, 0.8);
        Assert.Equal(0, warmGraph.TotalCalls); // what earlier runs counted is no call of this one
        Assert.Equal(0, warmGraph.Node("A").Calls);
        var profile = warmGraph.Node("B").Inclusive(ResourceKind.ElapsedTime);
        Assert.InRange(profile.Mean, 990, 1010);
        Assert.InRange(profile.SampleCount, 1, GraphPrior.MostSamples);
        Assert.False(coldGraph.Node("B").Inclusive(ResourceKind.ElapsedTime).IsMeasured);
        Assert.InRange(warm.Snapshot.WholeNeeds(warmGraph.Node("A").Index).ElapsedTime.Mean, 40_000, 70_000);
        Assert.True(double.IsNaN(cold.Snapshot.WholeNeeds(coldGraph.Node("A").Index).ElapsedTime.Mean));
    }

    [Fact]
    public void The_next_call_is_foretold_before_the_first_call_was_learned()
    {
        var before = new Run();
        before.Work();
        var warm = new Run(before.Capture());
        warm.Publish();
        var next = new NextCall[3];

        var count = warm.Snapshot.Next.Query([First, First + 1, First + 1], next); // newest last: A, B, B

        Assert.InRange(count, 1, 3);
        Assert.Equal("N.T.B", next[0].Callee.Name);
        Assert.Equal(0, warm.Predictor.Quality.Outcomes);
        Assert.Equal(0, warm.Predictor.Learned);
    }

    [Fact]
    public void The_order_of_calls_is_given_at_once_and_costs_when_they_are_asked_for()
    {
        var before = new Run();
        before.Work();
        var warm = new Run(before.Capture());

        Assert.True(warm.Restore(costs: false)); // there is more to give
        Assert.True(warm.Restore(costs: false));
        var order = warm.Snapshot;
        Assert.False(warm.Restore(costs: true));

        var next = new NextCall[3];
        Assert.InRange(order.Next.Query([First, First + 1, First + 1], next), 1, 3);
        Assert.Equal("N.T.B", next[0].Callee.Name);
        Assert.False(order.Graph.Node("B").Inclusive(ResourceKind.ElapsedTime).IsMeasured);
        Assert.True(warm.Snapshot.Graph.Node("B").Inclusive(ResourceKind.ElapsedTime).IsMeasured);
    }

    [Fact]
    public void A_place_that_is_named_after_the_engine_has_begun_is_read_too_until_something_was_saved()
    {
        using var folder = new TemporaryFolder("model");
        var before = new Run();
        before.Work();
        var (first, second) = (folder.PathOf("first.shadow"), folder.PathOf("second.shadow"));
        new ShadowModel(before.Capture()).Save(first);
        new ShadowModel(before.Capture()).Save(second);
        var late = new Run();

        Assert.False(late.Keeper.Load(new()));
        Assert.False(late.Keeper.Load(new() { ShadowModelPath = folder.PathOf("missing.shadow") }));
        Assert.True(late.Keeper.Load(new() { ShadowModelPath = first }));
        Assert.False(late.Keeper.Load(new() { ShadowModelPath = first }));
        late.Publish();
        Assert.Equal(1, late.Keeper.Runs);
        late.Capture();
        Assert.False(late.Keeper.Load(new() { ShadowModelPath = second }));
    }

    [Fact]
    public void A_law_is_known_before_the_first_call_was_measured()
    {
        var before = new Run();
        before.Work();
        var warm = new Run(before.Capture());

        var growth = warm.Publish().Graph.Node("C").Growth(ResourceKind.ElapsedTime);

        Assert.True(growth.IsKnown);
        Assert.InRange(growth.Exponent, 1.8, 2.2);
        Assert.True(growth.IsSuperlinear);
    }

    [Fact]
    public void What_a_run_captures_is_its_own_alone()
    {
        var before = new Run();
        before.Work();
        var captured = before.Capture();
        var warm = new Run(captured);
        warm.Publish();
        warm.Count(edge: 0, calls: 5);

        var own = warm.Capture();

        Assert.Equal(5, Assert.Single(own.Sources.Values).Edges.Values.Single());
        Assert.Empty(own.Sources.Values.Single().Costs);
        Assert.Empty(own.Sources.Values.Single().Laws);
        Assert.Empty(own.Sources.Values.Single().Windows);
        var merged = ModelFile.Merge(captured, own);
        Assert.Equal(Calls + 5, ModelFold.Total(merged).Edges.Where(e => e.Key.Caller == Skeletons.Id("Main").Value).Sum(e => e.Value));
    }

    [Fact]
    public void What_this_run_does_outweighs_the_past()
    {
        var before = new Run();
        before.Work();
        var warm = new Run(before.Capture());
        warm.Publish();
        warm.Count(edge: 2, calls: 100_000);
        for (var i = 0; i < 100; i++) warm.Measure(edge: 1, elapsed: 50_000);

        var graph = warm.Publish().Graph;

        Assert.InRange(graph.Edge("A", "C").Probability, 0.95, 1);
        Assert.InRange(graph.Node("B").Inclusive(ResourceKind.ElapsedTime).Mean, 49_000, 51_000);
    }

    [Fact]
    public void Skeletons_that_come_later_are_given_their_past_then()
    {
        var before = new Run();
        before.Work();
        var late = new Run(before.Capture(), registers: false);
        late.Publish();

        late.Register();

        Assert.InRange(late.Publish().Graph.Edge("A", "B").Probability, 0.7, 0.8);
    }

    [Fact]
    public void Renamed_methods_keep_their_past_and_what_was_matched_how_is_told()
    {
        var before = new Run();
        before.Work();
        var renamed = new Run(before.Capture(), suffix: "Renamed");
        renamed.Publish();
        Assert.Null(renamed.Keeper.Matching); // until all functions are there: a round without new ones

        var graph = renamed.Publish().Graph;

        Assert.InRange(graph.Edge("ARenamed", "BRenamed").Probability, 0.7, 0.8);
        Assert.InRange(graph.Node("BRenamed").Inclusive(ResourceKind.ElapsedTime).Mean, 990, 1010);
        Assert.Contains("T.C -> T.CRenamed", renamed.Keeper.Matching, StringComparison.Ordinal);
        Assert.True(graph.Node("CRenamed").Growth(ResourceKind.ElapsedTime).IsKnown);
    }

    [Fact]
    public void New_code_begins_as_code_that_it_is_like_with_few_samples()
    {
        var before = new Run();
        before.Work();
        var grown = new Run(before.Capture(), twin: true);
        grown.Publish();

        var graph = grown.Publish().Graph;

        Assert.Contains("Twin is like T.B", grown.Keeper.Matching, StringComparison.Ordinal);
        var profile = graph.Node("Twin").Inclusive(ResourceKind.ElapsedTime);
        Assert.InRange(profile.Mean, 990, 1010);
        Assert.InRange(profile.SampleCount, 1, 4);
    }

    [Fact]
    public void A_model_of_other_code_does_nothing()
    {
        var other = new ModelFile([RandomModels.Method(1, 1)], [RandomModels.Source(1, 1)]);
        var warm = new Run(other);

        Assert.Equal(0.5, warm.Publish().Graph.Edge("A", "B").Probability, 2);
        Assert.Equal(0, warm.Keeper.MethodsKnown);
        Assert.Equal(1, warm.Keeper.Runs);
    }

    [Fact]
    public void Hashed_names_leave_no_name_in_the_text()
    {
        var before = new Run();
        before.Work();

        var text = new ShadowModel(before.Capture(hashNames: true)).ToText();

        Assert.DoesNotContain("M:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("text.Length", text, StringComparison.Ordinal);
        Assert.InRange(new Run(ModelReader.Read(text)).Publish().Graph.Edge("A", "B").Probability, 0.7, 0.8);
    }

    [Fact]
    public void Sizes_are_kept_by_quarters_of_a_power_of_two_only()
    {
        var before = new Run();
        before.Work(canary: 123_456_789);

        Assert.DoesNotContain("123456789", new ShadowModel(before.Capture()).ToText(), StringComparison.Ordinal);
    }

    /// <summary>The engine's parts around a program of three functions: A calls B three times out of four, else C, whose cost is quadratic in its argument.</summary>
    private sealed class Run
    {
        private readonly GraphModel _graph = new();
        private readonly ArrivalReader _arrivals;
        private readonly SkeletonLoader _skeletons;
        private readonly long[] _calls = new long[3];

        private readonly string _suffix;
        private readonly bool _twin;

        public Run(ModelFile? model = null, bool registers = true, string suffix = "", bool twin = false)
        {
            (_suffix, _twin) = (suffix, twin);
            Predictor = new();
            Predictor.Attach(_graph);
            _arrivals = new(_graph);
            Keeper = new(_graph, Predictor, _arrivals);
            _skeletons = new(_graph, Predictor);
            if (registers) Register();
            if (model is not null) Keeper.Begin(model);
        }

        public ShadowPredictor Predictor { get; }

        public ModelKeeper Keeper { get; }

        public ShadowSnapshot Snapshot { get; private set; } = ShadowSnapshot.Empty;

        public void Register()
        {
            var (a, b, c) = ("A" + _suffix, "B" + _suffix, "C" + _suffix);
            List<(string, string)> edges = [("Main", a), (a, b), (a, c)];
            if (_twin) edges.Add((c, "Twin"));
            var text = Skeletons.Text("A.cs", [.. edges]) + $"features {Skeletons.Id(c)} s:text.Length\n";
            foreach (var (name, print) in new[] { (a, 1UL), (b, 2UL), (c, 3UL), ("Twin", 2UL) })
            {
                if (name != "Twin" || _twin) text += $"print {Skeletons.Id(name)} {unchecked(print * 0x9E37_79B9_7F4A_7C15):x16}{unchecked(print * 0xC2B2_AE3D_27D4_EB4F):x16} 120\n";
            }
            _graph.AddSkeleton(First, Skeletons.Parse(text));
        }

        public ShadowSnapshot Publish()
        {
            Restore(costs: true);
            return Snapshot;
        }

        public bool Restore(bool costs)
        {
            var owes = Keeper.Restore(_skeletons, costs);
            Predictor.Allow(double.PositiveInfinity);
            Snapshot = Predictor.Publish(_graph.Publish());
            return owes;
        }

        public ModelFile Capture(bool hashNames = false) => Keeper.Capture(new ShadowOptions { HashModelNames = hashNames }).File;

        public void Count(int edge, long calls) => _graph.SetCalls(First + edge, _calls[edge] += calls);

        public void Measure(int edge, long elapsed, long argument = -1)
        {
            var sample = Skeletons.Sample(First + edge, elapsed);
            if (argument >= 0)
            {
                sample.ArgumentCount = 1;
                sample.Arguments[0] = argument;
            }
            _graph.AddSample(sample);
            Predictor.Observe(sample);
        }

        public void Work(long canary = 0)
        {
            Publish();
            for (var i = 0; i < Calls; i++)
            {
                Count(0, 1);
                Count(1, 3);
                Count(2, 1);
                Measure(0, 60_000);
                Measure(1, 1000);
                Measure(2, 100L * (1 + (i % 40)) * (1 + (i % 40)), 1 + (i % 40));
                Predictor.Learn([First, First + 1, First + 1, First + 1, First + 2], 4096, continues: i > 0);
            }
            if (canary > 0) Measure(2, 5, canary);
            Publish();
        }
    }
}
