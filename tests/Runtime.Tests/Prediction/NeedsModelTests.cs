using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class NeedsModelTests
{
    [Fact]
    public void A_function_measured_often_is_taken_at_its_word()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"));
        model.SetCalls(0, 10_000);
        model.SetCalls(1, 20_000);
        for (var i = 0; i < 10_000; i++) model.AddSample(Skeletons.Sample(0, i % 2 == 0 ? 900 : 1_100, exclusive: 1));
        model.AddSample(Skeletons.Sample(1, 5, exclusive: 5));
        var graph = model.Publish();
        var prediction = new NeedsModel().Publish(graph).Read(graph.Node("A").Index);

        Assert.Equal(graph.Node("A"), prediction.Node);
        Assert.Equal(1_000, prediction.CpuTime.Mean, 5.0);
        Assert.Equal(100, prediction.ElapsedTime.StandardDeviation, 1.0);
    }

    [Fact]
    public void A_function_measured_seldom_leans_on_its_callees()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"));
        model.SetCalls(0, 100);
        model.SetCalls(1, 300);
        model.AddSample(Skeletons.Sample(0, 10_000, exclusive: 40));
        for (var i = 0; i < 1_000; i++) model.AddSample(Skeletons.Sample(1, 20, exclusive: 20));
        var graph = model.Publish();
        var prediction = new NeedsModel().Publish(graph).Read(graph.Node("A").Index);

        // One sample of 10,000 against 16 of what the graph says: 40 + 3 · 20.
        Assert.Equal((10_000 + (16 * 100)) / 17.0, prediction.AllocatedBytes.Mean, 1e-6);
    }

    [Fact]
    public void Without_exclusive_samples_only_the_inclusive_ones_count()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"));
        model.SetCalls(0, 100);
        model.SetCalls(1, 300);
        model.AddSample(new() { Slot = 0, Weight = 1, ElapsedNs = 500 });
        model.AddSample(new() { Slot = 1, Weight = 1, ElapsedNs = 400 });
        var graph = model.Publish();
        var needs = new NeedsModel().Publish(graph);

        Assert.Equal(500, needs.Read(graph.Node("A").Index).ElapsedTime.Mean);
    }

    [Fact]
    public void What_was_not_measured_is_not_zero()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "B"), ("B", "A"), ("B", "C"));
        for (var slot = 0; slot < 4; slot++) model.SetCalls(slot, 10 - (slot % 2 * 5));
        model.AddNetwork(3, 30, 20);
        model.AddSample(new() { Slot = 1, Weight = 1, ElapsedNs = 500 });
        var graph = model.Publish();
        var needs = new NeedsModel().Publish(graph);
        var main = needs.Read(graph.Node("Main").Index);
        var a = needs.Read(graph.Node("A").Index);
        var c = needs.Read(graph.Node("C").Index);

        Assert.False(a.CpuTime.IsMeasured || main.ElapsedTime.IsMeasured || c.ElapsedTime.IsMeasured || needs.Read(-1).ElapsedTime.IsMeasured || needs.Read(99).ElapsedTime.IsMeasured);
        Assert.Equal(10, c.NetworkBytes.Mean);
        Assert.True(a.NetworkBytes is { IsMeasured: true, Mean: > 0 });
        Assert.True(a.ElapsedTime is { IsMeasured: true, Mean: > 0 });
    }

    [Fact]
    public void Recursion_falls_back_to_what_was_measured()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "Fib"), ("Fib", "Fib"));
        model.SetCalls(0, 1);
        model.SetCalls(1, 1_000_000);
        model.AddSample(Skeletons.Sample(0, 300, exclusive: 10));
        var graph = model.Publish();

        Assert.Equal(300, new NeedsModel().Publish(graph).Read(graph.Node("Fib").Index).CpuTime.Mean, 170.0);
    }

    [Fact]
    public void A_read_does_not_allocate_and_the_same_graph_is_solved_once()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        model.SetCalls(0, 1);
        model.AddSample(Skeletons.Sample(0, 300));
        var graph = model.Publish();
        var needs = new NeedsModel();
        var table = needs.Publish(graph);
        var sum = 0.0;

        Assert.Same(table, needs.Publish(graph));
        Assert.Equal(0, Skeletons.AllocatedBytes(() => sum += table.Read(1).CpuTime.Mean));
        Assert.Equal(ResourceForecast.NotMeasured, ResourcePrediction.NotMeasured[ResourceKind.NetworkBytes]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(0)[(ResourceKind)4]);
    }
}
