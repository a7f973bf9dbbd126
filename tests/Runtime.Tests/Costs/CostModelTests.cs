using ShadowGen.Costs;

namespace ShadowGen.Runtime.Tests.Costs;

public sealed class CostModelTests
{
    private static readonly uint[] Anything = [0x1234_5678, 0x9ABC_DEF0];

    [Fact]
    public void Of_what_was_never_seen_nothing_is_known()
    {
        var forecast = new CostModel(2).Predict(1, Anything);

        Assert.False(forecast.IsKnown);
        Assert.Equal(float.PositiveInfinity, forecast.High);
    }

    [Fact]
    public void A_cost_that_never_changes_is_foretold_exactly()
    {
        var model = new CostModel(1);
        for (var i = 0; i < 100; i++) Learn(model, Anything, LogCost.Of(4096));

        Assert.Equal(4096, LogCost.ToCost(model.Predict(0, Anything).Median), 0.01);
    }

    [Fact]
    public void The_context_that_tells_costs_apart_is_believed()
    {
        var model = new CostModel(1);
        uint[][] contexts = [[1, 0x5000_0010], [1, 0x6000_0020]];
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var which = random.Next(2);
            Learn(model, contexts[which], LogCost.Of((which == 0 ? 1000 : 50_000) * (1 + (0.1 * random.NextDouble()))));
        }

        Assert.InRange(LogCost.ToCost(model.Predict(0, contexts[0]).Median), 1000, 1100);
        Assert.InRange(LogCost.ToCost(model.Predict(0, contexts[1]).Median), 50_000, 55_000);
    }

    /// <summary>At mid-run the cost triples: of any 1,000 calls, 85 to 95 % lie in their intervals, and of all, 88.5 to 91.5 %.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Intervals_hold_as_often_as_they_say_through_a_change(int seed)
    {
        const int calls = 20_000, window = 1000;
        var model = new CostModel(1);
        var random = new Random(seed);
        var inside = new bool[calls];
        for (var i = 0; i < calls; i++)
        {
            var cost = LogCost.Of(10_000 * (i < calls / 2 ? 1 : 3) * Math.Exp(0.5 * Gauss(random)));
            var forecast = Learn(model, Anything, cost);
            inside[i] = cost >= forecast.Low && cost <= forecast.High;
        }

        Assert.InRange(inside.Count(i => i) * 100.0 / calls, 88.5, 91.5);
        for (var start = window; start + window <= calls; start += 50)
            Assert.InRange(inside.Skip(start).Take(window).Count(i => i) * 100.0 / window, 85, 95);
    }

    [Fact]
    public void Intervals_are_finite_from_the_second_call_on_and_hold_the_median()
    {
        var model = new CostModel(1);
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var forecast = Learn(model, Anything, LogCost.Of(100 + (1000 * random.NextDouble())));
            if (i == 0) continue;
            Assert.True(float.IsFinite(forecast.Low) && float.IsFinite(forecast.High));
            Assert.InRange(forecast.Median, forecast.Low, forecast.High);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_no_cost_is_not_learned(float cost)
    {
        var model = new CostModel(1);
        Learn(model, Anything, LogCost.Of(50));
        var before = model.Predict(0, Anything);
        Learn(model, Anything, cost);

        Assert.Equal(before, model.Predict(0, Anything));
    }

    [Fact]
    public void A_table_that_is_full_forgets_what_is_used_least()
    {
        var model = new CostModel(1, rows: 4);
        for (var i = 0; i < 50; i++) Learn(model, [0x1000], LogCost.Of(777));
        for (var i = 0u; i < 20; i++) Learn(model, [0x2000 + (i << 8)], LogCost.Of(1));

        Assert.Equal(777, LogCost.ToCost(model.Predict(0, [0x1000]).Median), 0.01);
        Assert.False(model.Predict(0, [0x2000]).IsKnown);
    }

    [Fact]
    public void Neither_learning_nor_asking_allocates()
    {
        var model = new CostModel(1);
        for (var i = 0; i < 100; i++) Learn(model, Anything, i % 7);

        // A collection that another thread begins books what is left of this thread's allocation context as allocated: so the least of several rounds.
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++) Learn(model, Anything, i % 7);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 3)]
    [InlineData(1, 100)]
    [InlineData(1, 4, 2)]
    [InlineData(1, 4, 6)]
    public void A_size_that_cannot_be_is_refused(int nodes, int rows, int windows = 4) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CostModel(nodes, rows, windows));

    private static CostForecast Learn(CostModel model, uint[] contexts, float cost)
    {
        var forecast = model.Predict(0, contexts);
        model.Learn(0, caller: -1, contexts, forecast, cost);
        return forecast;
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
