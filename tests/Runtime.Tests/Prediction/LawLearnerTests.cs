using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;
using ShadowGen.Tests.Laws;

namespace ShadowGen.Tests.Prediction;

public sealed class LawLearnerTests
{
    private static readonly ArgumentFeature[] Length = [new("text.Length", ArgumentKind.Size)];

    private readonly GraphModel _model = new();
    private readonly LawLearner _laws = new();
    private readonly Random _random = new(1);

    [Fact]
    public void A_node_says_how_its_costs_grow()
    {
        Learned(400);
        var graph = Publish();
        var law = graph.Node("Parse").Growth(ResourceKind.AllocatedBytes);

        Assert.Equal(("text.Length", 400L, true, false), (law.Feature, law.Samples, law.IsKnown, law.IsSuperlinear));
        Assert.Equal(1, law.Exponent, 0.02);
        Assert.Equal(2, graph.Node("Parse").Growth(ResourceKind.CpuTime).Exponent, 0.05);
        Assert.True(graph.Node("Parse").Growth(ResourceKind.CpuTime).IsSuperlinear);
        Assert.Matches(@"^grows as text\.Length\^(1\.99|2\.0\d) ± 0\.0\d$", graph.Node("Parse").Growth(ResourceKind.CpuTime).ToString());
    }

    [Fact]
    public void What_has_no_law_says_so()
    {
        Learned(400);
        var graph = Publish();

        foreach (var law in (GrowthLaw[])[graph.Node("Main").Growth(ResourceKind.CpuTime), graph.Node("Parse").Growth(ResourceKind.NetworkBytes), default(CallGraphNode).Growth(ResourceKind.CpuTime)])
        {
            Assert.Equal(("", 0d, 0L, false, false, "no law known"), (law.Feature, law.Exponent, law.Samples, law.IsKnown, law.IsSuperlinear, law.ToString()));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.Node("Parse").Growth((ResourceKind)4));
    }

    [Fact]
    public void A_graph_that_was_published_keeps_its_laws()
    {
        Learned(400);
        var graph = Publish();
        var before = graph.Node("Parse").Growth(ResourceKind.CpuTime);
        for (var i = 0; i < 200; i++) Observe(Sample(1, 100 + i, 5, 5));
        var later = Publish();

        Assert.Equal(before, graph.Node("Parse").Growth(ResourceKind.CpuTime));
        Assert.NotEqual(before, later.Node("Parse").Growth(ResourceKind.CpuTime));
        Assert.Same(_laws.Publish(later), _laws.Publish(later));
    }

    [Fact]
    public void Arguments_refine_what_they_tell_and_leave_the_rest()
    {
        Learned(400);
        var graph = Publish();
        var node = graph.Node("Parse");
        var whole = new ResourcePrediction(node, new(1, 2), new(3, 4, 0, 9), new(5, 6), ResourceForecast.NotMeasured);
        var refined = _laws.Publish(graph).Refine(node.Index, [1000], whole);

        Assert.Equal((node, whole.NetworkBytes), (refined.Node, refined.NetworkBytes));
        Assert.Equal(8056, refined.AllocatedBytes.Mean, 80.0);
        Assert.InRange(8056, refined.AllocatedBytes.Low - 1, refined.AllocatedBytes.High + 1);
        Assert.Equal(1_000_000 + 300, refined.CpuTime.Mean, 50_000.0);
        Assert.Equal(whole.ElapsedTime, refined.ElapsedTime);
    }

    [Fact]
    public void What_cannot_be_refined_stays_whole()
    {
        Learned(400);
        var graph = Publish();
        var table = _laws.Publish(graph);
        var whole = new ResourcePrediction(graph.Node("Main"), new(1, 2), new(3, 4), new(5, 6), new(7, 8));

        Assert.Equal(whole, table.Refine(graph.Node("Parse").Index, [], whole));
        Assert.Equal(whole, table.Refine(graph.Node("Main").Index, [1000], whole));
        Assert.Equal(whole, table.Refine(-1, [1000], whole));
        Assert.Equal(whole, table.Refine(int.MaxValue, [1000], whole));
        Assert.Equal(whole, LawTable.Empty.Refine(0, [1000], whole));
    }

    [Fact]
    public void Refining_allocates_nothing()
    {
        Learned(400);
        var graph = Publish();
        var (table, index) = (_laws.Publish(graph), graph.Node("Parse").Index);

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            for (var i = 0L; i < 100; i++) _ = table.Refine(index, [i], ResourcePrediction.NotMeasured);
        }));
    }

    [Fact]
    public void Samples_wait_for_the_graph_that_knows_their_slot()
    {
        _model.Add(0, "A.cs", ("Outer", "Main"), ("Main", "Parse"));
        for (var i = 0; i < 300; i++) Observe(Sample(1, 10 + i, 5, 80L + i));
        Publish();

        Assert.Equal(256, Publish().Node("Parse").Growth(ResourceKind.AllocatedBytes).Samples);
    }

    [Fact]
    public void A_slot_that_was_forgotten_tells_nothing_of_its_former_callee()
    {
        Learned(100);
        Publish();
        _laws.Forget(1, 1);
        _model.RetireSlots(1, 1);
        for (var i = 0; i < 50; i++) _laws.Observe(Sample(1, 100, 1, 1));
        _laws.Forget(1, 1);
        for (var i = 0; i < 50; i++) _laws.Observe(Sample(1, 100, 1, 1));
        _model.Add(1, "B.cs", ("Main", "Other"));
        var graph = Publish();

        Assert.Equal(100, graph.Node("Parse").Growth(ResourceKind.AllocatedBytes).Samples);
    }

    [Fact]
    public void Samples_without_the_features_of_their_callee_are_passed_over()
    {
        Learned(100);
        for (var i = 0; i < 50; i++)
        {
            var sample = Sample(1, 100 + i, 1, 1);
            sample.ArgumentCount = (byte)(i % 2 == 0 ? 0 : 2);
            Observe(sample);
        }

        Assert.Equal(100, Publish().Node("Parse").Growth(ResourceKind.AllocatedBytes).Samples);
    }

    [Fact]
    public void The_predictor_learns_laws_and_publishes_them()
    {
        var predictor = new ShadowPredictor();
        _model.Add(0, "A.cs", ("Outer", "Main"), ("Main", "Parse"));
        var graph = WithFeatures(_model.Publish());
        var before = predictor.Publish(graph);
        for (var i = 0; i < 200; i++)
        {
            var sample = Sample(1, ArgumentLawTests.Size(_random), 5, 1);
            sample.AllocatedBytes = sample.Arguments[0] * 3;
            _model.AddSample(sample);
            predictor.Observe(sample);
        }
        graph = WithFeatures(_model.Publish());
        var after = predictor.Publish(graph);

        Assert.Null(before.Laws[graph.Node("Parse").Index]);
        Assert.NotNull(after.Laws[graph.Node("Parse").Index]);
        Assert.Equal(1, after.Graph.Node("Parse").Growth(ResourceKind.AllocatedBytes).Exponent, 0.02);
        Assert.True(predictor.MemoryBytes - new ShadowPredictor().MemoryBytes > 2000);
        Assert.Same(after, predictor.Publish(graph));
    }

    /// <summary>Parse: 56 bytes and 8 for each character, CPU time by the square; elapsed time tells nothing of the length.</summary>
    private void Learned(int samples)
    {
        _model.Add(0, "A.cs", ("Outer", "Main"), ("Main", "Parse"));
        Publish();
        for (var i = 0; i < samples; i++)
        {
            var size = ArgumentLawTests.Size(_random);
            var sample = Sample(1, size, 300 + (size * size), 56 + (8 * size));
            sample.ElapsedNs = 1_000_000 + _random.Next(1_000_000);
            Observe(sample);
        }
    }

    private void Observe(CallSample sample)
    {
        _model.AddSample(sample);
        _laws.Observe(sample);
    }

    private static CallSample Sample(int slot, long size, long cpu, long bytes)
    {
        var sample = Skeletons.Sample(slot, 100);
        sample.ArgumentCount = 1;
        sample.Arguments[0] = size;
        (sample.CpuNs, sample.AllocatedBytes, sample.NetworkBytes) = (cpu, bytes, 0);
        return sample;
    }

    private CallGraph Publish()
    {
        var graph = WithFeatures(_model.Publish());
        _laws.Publish(graph);
        return graph;
    }

    // Skeletons made for tests have no features.
    private static CallGraph WithFeatures(CallGraph graph)
    {
        var functions = graph.Structure.Functions;
        var parse = graph.Node("Parse").Index;
        functions[parse] = functions[parse] with { Features = Length };
        return graph;
    }
}
