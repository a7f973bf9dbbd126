using ShadowGen.Costs;

namespace ShadowGen.Runtime.Tests.Costs;

/// <summary>Forty operations that take turns at random, each with its own costs, whose costs change at mid-run.</summary>
public sealed class CommonChangeTests
{
    private const int Operations = 40, Calls = 12_000, Window = 1000;

    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.6)]
    public void All_costs_triple_at_once_and_intervals_of_any_thousand_calls_hold(int seed, double spread)
    {
        var inside = Run(seed, (_, i, random) => Math.Exp(spread * Gauss(random)) * (i < Calls / 2 ? 1 : 3)).Inside;

        AssertWindows(inside);
    }

    [Fact]
    public void A_change_of_all_costs_back_and_forth_is_followed()
    {
        var inside = Run(4, static (_, i, random) => Math.Exp(0.2 * Gauss(random)) * (i / 3000 % 2 == 0 ? 1 : 0.3)).Inside;

        AssertWindows(inside);
    }

    /// <summary>A common shift would move all medians of the others by 0.2 or more. What contexts tell of costs is learned of all operations, so that some move by less.</summary>
    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 17)]
    public void One_operation_of_forty_triples_and_the_others_stay(int seed, int changed)
    {
        var before = Run(seed, static (_, _, random) => Math.Exp(0.3 * Gauss(random)));
        var after = Run(seed, (operation, i, random) => Math.Exp(0.3 * Gauss(random)) * (operation == changed && i >= Calls / 2 ? 3 : 1));

        for (var i = 0; i < Calls; i++)
        {
            if (after.Of[i] != changed) Assert.Equal(before.Medians[i], after.Medians[i], 0.15f);
        }
        AssertWindows(after.Inside);
    }

    [Fact]
    public void One_operation_however_often_it_is_called_is_not_all()
    {
        var shift = new CommonShift(learned: 5);
        var seen = new uint[Operations];
        var random = new Random(9);
        for (var i = 0; i < Calls; i++)
        {
            var operation = random.Next(2) == 0 ? 0 : random.Next(Operations);
            var cost = LogCost.Of(5000 * Math.Exp(0.1 * Gauss(random)) * (operation == 0 ? 3 : 1));
            Assert.False(shift.Learn(operation, -1, ref seen[operation], known: 100, LogCost.Of(5000), error: 0.1f, cost));
        }
    }

    [Fact]
    public void An_operation_that_is_called_most_has_learned_the_change_and_does_not_take_it_over_again()
    {
        var run = Run(7, static (_, i, random) => Math.Exp(0.1 * Gauss(random)) * (i < Calls / 2 ? 1 : 3), often: 0.5);
        var first = Enumerable.Range(Calls / 2, Calls / 2).Where(i => run.Of[i] == 0).ToArray();

        Assert.All(first[12..40], i => Assert.Equal(LogCost.Of(1000 * 3), run.Medians[i], 0.3f));
    }

    /// <summary>Twenty calls inside each other, whose innermost is four times as slow one time in ten: the others' costs are its cost and a little more.</summary>
    [Fact]
    public void A_slow_call_within_many_is_no_change_of_all()
    {
        const int depth = 20;
        var shift = new CommonShift(learned: 5);
        var seen = new uint[depth];
        var random = new Random(8);
        var moved = 0;
        for (var chain = 0; chain < 2000; chain++)
        {
            var cost = 10_000 * Math.Exp(0.05 * Gauss(random)) * (random.Next(10) == 0 ? 4 : 1);
            for (var i = depth - 1; i >= 0; i--)
            {
                cost += 50;
                var median = LogCost.Of(10_000 + (50 * (depth - i)));
                if (shift.Learn(i, i - 1, ref seen[i], known: 100, median, error: 0.1f, LogCost.Of(cost))) moved++;
            }
        }
        Assert.Equal(0, moved);
    }

    [Theory]
    [InlineData(0.8, 1)]
    [InlineData(0.9, 2)]
    [InlineData(0.97, 3)]
    public void Where_most_costs_are_the_same_intervals_of_each_operation_hold(double share, int seed)
    {
        var run = Run(seed, (_, _, random) => random.NextDouble() < share ? 1 : Math.Exp(0.5 * Gauss(random)));

        for (var operation = 0; operation < Operations; operation++)
        {
            var calls = Enumerable.Range(Calls / 4, Calls * 3 / 4).Where(i => run.Of[i] == operation).ToArray();
            Assert.InRange(calls.Count(i => run.Inside[i]) * 100.0 / calls.Length, 85, 95);
        }
    }

    [Fact]
    public void Following_a_change_allocates_nothing()
    {
        var model = new CostModel(Operations);
        var contexts = new uint[1];
        Feed(0, 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(4000, 3);
        // Not one object a call: a collection that another thread begins books the rest of this one's allocation context, up to 8 KB, as allocated.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8191);
        Assert.Equal(LogCost.Of(3 * 999), model.Predict(Operations - 1, contexts).Median, 0.01f);

        void Feed(int first, int factor)
        {
            for (var i = first; i < first + 400; i++)
            {
                contexts[0] = ContextOf(i % Operations);
                model.Learn(i % Operations, -1, contexts, model.Predict(i % Operations, contexts), LogCost.Of((960 + (i % Operations)) * factor));
            }
        }
    }

    private static uint ContextOf(int operation) => 0x9E37_79B9u * (uint)(operation + 1);

    private static (bool[] Inside, float[] Medians, int[] Of) Run(int seed, Func<int, int, Random, double> cost, double often = 0)
    {
        var (turns, random) = (new Random(seed), new Random(seed + 100));
        var model = new CostModel(Operations, rows: 1 << 10, windows: 1 << 7);
        var (inside, medians, of) = (new bool[Calls], new float[Calls], new int[Calls]);
        var contexts = new uint[1];
        for (var i = 0; i < Calls; i++)
        {
            var operation = of[i] = turns.NextDouble() < often ? 0 : turns.Next(Operations);
            contexts[0] = ContextOf(operation);
            var forecast = model.Predict(operation, contexts);
            var came = LogCost.Of(1000 * (1 + (operation % 7)) * cost(operation, i, random));
            inside[i] = came - forecast.High <= LogCost.Tie && forecast.Low - came <= LogCost.Tie;
            medians[i] = forecast.Median;
            model.Learn(operation, -1, contexts, forecast, came);
        }
        return (inside, medians, of);
    }

    // From when each operation has been called some 25 times.
    private static void AssertWindows(bool[] inside)
    {
        for (var start = Window; start + Window <= inside.Length; start += 20)
            Assert.InRange(inside.AsSpan(start, Window).Count(true) * 100.0 / Window, 85, 95);
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
