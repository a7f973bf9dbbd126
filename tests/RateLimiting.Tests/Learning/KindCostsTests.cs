using ShadowGen.Costs;

namespace ShadowGen.RateLimiting.Tests.Learning;

/// <summary>Predictions are believed as far as they tell costs apart.</summary>
public sealed class KindCostsTests
{
    private const double Least = 1e6;

    [Fact]
    public void Predictions_that_tell_are_taken_as_they_are()
    {
        var costs = Learn((random, predicted) => predicted * Noise(random));

        Assert.InRange(costs.Trust, 0.95, 1);
        Assert.InRange(costs.Correct(100 * Least) / costs.Correct(Least), 75, 101);
    }

    [Fact]
    public void Predictions_that_tell_nothing_make_all_work_equal()
    {
        var costs = Learn((random, _) => 30e6 * Noise(random));

        Assert.InRange(costs.Trust, 0, 0.1);
        Assert.InRange(costs.Correct(100 * Least) / costs.Correct(Least), 1, 1.6);
        Assert.InRange(costs.Correct(Least), 24e6, 36e6);
    }

    [Fact]
    public void Predictions_that_are_off_by_a_factor_are_scaled()
    {
        var costs = Learn((_, predicted) => predicted * 100);

        Assert.InRange(costs.Correct(5e6), 450e6, 510e6);
    }

    [Fact]
    public void What_was_learned_is_forgotten_when_predictions_become_good()
    {
        var random = new Random(1);
        var costs = Learn((r, _) => 30e6 * Noise(r));
        for (var i = 0; i < 2000; i++)
        {
            var predicted = Predicted(random);
            costs.Learn(predicted, predicted * Noise(random));
        }

        Assert.InRange(costs.Trust, 0.95, 1);
    }

    [Fact]
    public void Kinds_beyond_the_bound_share_one_place()
    {
        var table = new KindTable();
        for (var i = 0; i < KindTable.MostKinds; i++) table.For($"kind {i}", isPredicted: true);

        Assert.Same(table.For(null, isPredicted: true), table.For("one more", isPredicted: true));
        Assert.NotSame(table.For(null, isPredicted: true), table.For("one more", isPredicted: false));
        Assert.Equal(KindTable.MostKinds, table.Count);
    }

    private static KindCosts Learn(Func<Random, double, double> time)
    {
        var random = new Random(1);
        var costs = new KindCosts();
        for (var i = 0; i < 2000; i++)
        {
            var predicted = Predicted(random);
            costs.Learn(predicted, time(random, predicted));
        }
        return costs;
    }

    private static double Predicted(Random random) => Least * Math.Pow(100, random.NextDouble());

    private static double Noise(Random random) => Math.Exp((random.NextDouble() - 0.5) / 2);
}
