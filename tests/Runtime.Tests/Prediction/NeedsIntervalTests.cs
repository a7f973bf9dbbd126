using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class NeedsIntervalTests
{
    public enum Shape
    {
        LogNormal,
        Exponential,
        TwoWays,
        HeavyTail,
    }

    [Theory]
    [InlineData(Shape.LogNormal)]
    [InlineData(Shape.Exponential)]
    [InlineData(Shape.TwoWays)]
    [InlineData(Shape.HeavyTail)]
    public void Nine_of_ten_calls_lie_inside_whatever_they_are_drawn_from(Shape shape)
    {
        var random = new Random(1);
        var (graph, needs) = Learned();
        var (inside, calls) = (0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            var cost = Draw(shape, random);
            var forecast = needs.Publish(graph.Publish()).Read(graph.Publish().Node("A").Index).AllocatedBytes;
            if (i > 1_000)
            {
                calls++;
                if (cost >= forecast.Low && cost <= forecast.High) inside++;
                Assert.InRange(forecast.Mean, forecast.Low, forecast.High);
                Assert.True(forecast.Low >= 0 && double.IsFinite(forecast.High), forecast.ToString());
            }
            Take(graph, needs, 0, cost);
        }

        Assert.InRange(100.0 * inside / calls, 86, 94);
    }

    [Fact]
    public void A_change_of_costs_is_followed()
    {
        var random = new Random(2);
        var (graph, needs) = Learned();
        var inside = new List<bool>();
        for (var i = 0; i < 8_000; i++)
        {
            var cost = Draw(Shape.LogNormal, random) * (i < 4_000 ? 1 : 3);
            var forecast = needs.Publish(graph.Publish()).Read(graph.Publish().Node("A").Index).CpuTime;
            inside.Add(cost >= forecast.Low && cost <= forecast.High);
            Take(graph, needs, 0, cost);
        }

        Assert.InRange(inside.Skip(4_500).Count(i => i) / 3_500.0, 0.84, 0.96);
    }

    [Fact]
    public void One_sample_gives_a_wide_interval_and_many_equal_ones_a_narrow_one()
    {
        var (graph, needs) = Learned();
        Take(graph, needs, 0, 1_000);
        var one = needs.Publish(graph.Publish()).Read(graph.Publish().Node("A").Index).ElapsedTime;
        for (var i = 0; i < 500; i++) Take(graph, needs, 0, 1_000);
        var many = needs.Publish(graph.Publish()).Read(graph.Publish().Node("A").Index).ElapsedTime;

        Assert.InRange(one.High / one.Low, 10, 1_000);
        Assert.InRange(many.High / many.Low, 1, 1.05);
        Assert.Equal(1_000, many.Mean, 1.0);
    }

    [Fact]
    public void A_node_measured_seldom_leans_on_the_others()
    {
        var random = new Random(3);
        var (graph, needs) = Learned();
        for (var i = 0; i < 20; i++) Take(graph, needs, 1, Draw(Shape.HeavyTail, random));
        var before = Width("B");
        for (var i = 0; i < 3_000; i++)
        {
            needs.Publish(graph.Publish());
            Take(graph, needs, 0, Draw(Shape.HeavyTail, random));
        }

        // Of a heavy tail the usual call lies far below the mean and few spreads from it.
        Assert.InRange(Width("B") / before, 0.05, 0.9);

        double Width(string node)
        {
            var forecast = needs.Publish(graph.Publish()).Read(graph.Publish().Node(node).Index).CpuTime;
            return Math.Log((1 + forecast.High) / (1 + forecast.Low));
        }
    }

    [Fact]
    public void Intervals_of_what_is_left_are_finite_and_hold_its_mean()
    {
        var program = new CallProgram(1, ("Main", "A"), ("A", "B"), ("A", "C"))
            .After("Main", "", ("A", 1)).After("Main", "A", ("A", 0.99)).After("A", "", ("B", 1)).After("A", "B", ("C", 0.5), ("B", 0.2)).Costs("B", 1e9).Costs("C", 3).Run("Main", 10);
        var table = program.Learn().Publish(program.Graph.Publish());
        foreach (var last in new[] { 0, (int)program.SlotOf("A", "B"), (int)program.SlotOf("A", "C"), -1 })
        {
            for (var kind = ResourceKind.CpuTime; kind <= ResourceKind.NetworkBytes; kind++)
            {
                var forecast = table.ReadRemaining(program.SlotOf("A"), last)[kind];
                Assert.True(forecast.IsMeasured && double.IsFinite(forecast.High + forecast.StandardDeviation), $"{last} {forecast} {forecast.Low} {forecast.High}");
                Assert.InRange(forecast.Mean, forecast.Low, forecast.High);
                Assert.True(forecast.Low >= 0);
            }
        }
    }

    [Fact]
    public void A_sum_of_one_is_itself_and_of_many_less_wide_than_their_sum()
    {
        var program = new CallProgram(1, ("Main", "A"), ("A", "B"), ("B", "C"))
            .After("Main", "", ("A", 1)).After("Main", "A", ("A", 0.9)).After("A", "", ("B", 0.7)).After("A", "B", ("B", 0.5)).After("B", "", ("C", 0.5)).After("B", "C", ("C", 0.5)).Costs("C", 100).Costs("B", 10).Costs("A", 10).Run("Main", 50);
        var table = program.Learn().Publish(program.Graph.Publish());
        var (a, b, ab) = (program.SlotOf("A"), program.SlotOf("B"), (int)program.SlotOf("A", "B"));
        var one = NeedsSum.Zero;
        table.AddRemaining(b, 0, ref one);
        var both = NeedsSum.Zero;
        table.AddRemaining(b, 0, ref both);
        table.AddRemaining(a, ab, ref both);
        var (inner, outer) = (table.ReadRemaining(b, 0).CpuTime, table.ReadRemaining(a, ab).CpuTime);
        var (own, sum) = (table.ToPrediction(one), table.ToPrediction(both));

        Assert.Equal(inner.Mean, own.CpuTime.Mean);
        Assert.Equal(inner.High, own.CpuTime.High, 1e-6);
        Assert.Equal(inner.Low, own.CpuTime.Low, 1e-6);
        Assert.Equal("A", sum.Node.Name.Split('.')[^1]);
        Assert.Equal(inner.Mean + outer.Mean, sum.CpuTime.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(Math.Pow(inner.StandardDeviation, 2) + Math.Pow(outer.StandardDeviation, 2)), sum.CpuTime.StandardDeviation, 1e-9);
        Assert.InRange(sum.CpuTime.High - sum.CpuTime.Mean, Math.Max(inner.High - inner.Mean, outer.High - outer.Mean), inner.High - inner.Mean + outer.High - outer.Mean);
        Assert.False(table.ToPrediction(NeedsSum.Zero).CpuTime.IsMeasured);
    }

    private static (GraphModel Graph, NeedsModel Needs) Learned()
    {
        var graph = new GraphModel();
        graph.Add(0, "A.cs", ("Main", "A"), ("Main", "B"));
        graph.SetCalls(0, 1_000);
        graph.SetCalls(1, 1_000);
        var needs = new NeedsModel();
        needs.Publish(graph.Publish());
        return (graph, needs);
    }

    private static void Take(GraphModel graph, NeedsModel needs, int slot, double cost)
    {
        var sample = Skeletons.Sample(slot, (long)cost, exclusive: (long)cost);
        graph.AddSample(sample);
        needs.Observe(sample);
    }

    private static double Draw(Shape shape, Random random) => shape switch
    {
        Shape.LogNormal => 1_000 * Math.Exp(Normal(random)),
        Shape.Exponential => -10_000 * Math.Log(1 - random.NextDouble()),
        Shape.TwoWays => random.NextDouble() < 0.3 ? 100 + (10 * Normal(random)) : 5_000 + (100 * Normal(random)),
        _ => 1_000 * Math.Pow(1 - random.NextDouble(), -0.6),
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
