using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class QuantileSketchTests
{
    private static readonly double[] Qs = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1];

    [Theory]
    [InlineData(1, "lognormal")]
    [InlineData(2, "lognormal")]
    [InlineData(3, "uniform")]
    [InlineData(4, "pareto")]
    [InlineData(5, "constant")]
    public void Quantiles_are_within_the_bound_of_the_exact_ones(int seed, string shape)
    {
        var random = new Random(seed);
        var sketch = new QuantileSketch();
        var values = new List<(double Value, double Weight)>();
        for (var i = 0; i < 5_000; i++)
        {
            var value = Math.Floor(Draw(random, shape));
            var weight = random.Next(1, 1000);
            values.Add((value, weight));
            sketch.Add(value, weight);
        }
        AssertNear(values, sketch);
    }

    [Fact]
    public void A_merge_equals_having_seen_it_all()
    {
        var random = new Random(7);
        QuantileSketch all = new(), left = new(), right = new();
        for (var i = 0; i < 4_000; i++)
        {
            var value = i % 5 == 0 ? 0 : Math.Exp(random.NextDouble() * (i % 2 == 0 ? 5 : 15));
            all.Add(value, i % 7 + 1);
            (i % 2 == 0 ? left : right).Add(value, i % 7 + 1);
        }
        left.Merge(right);

        Assert.Equal(all.Weight, left.Weight);
        foreach (var q in Qs) Assert.Equal(all.Quantile(q), left.Quantile(q));
    }

    [Fact]
    public void Zeros_and_what_is_below_one_count_as_zero()
    {
        var sketch = new QuantileSketch();
        for (var i = 0; i < 60; i++) sketch.Add(i % 2 == 0 ? 0 : 0.25, 1);
        for (var i = 0; i < 40; i++) sketch.Add(1000, 1);

        Assert.Equal(0, sketch.Quantile(0.6));
        Assert.InRange(sketch.Quantile(0.61), 980, 1020);
    }

    [Fact]
    public void An_empty_sketch_knows_no_quantile() => Assert.Equal(double.NaN, new QuantileSketch().Quantile(0.5));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Memory_is_bounded_and_high_quantiles_keep_the_bound(bool ascending)
    {
        var sketch = new QuantileSketch();
        var values = new List<double>();
        for (var exponent = 0; exponent < 60; exponent++) for (var i = 0; i < 10; i++) values.Add(Math.Floor(Math.Pow(2, exponent) * (1 + (i / 10.0))));
        if (!ascending) values.Reverse();
        foreach (var value in values) sketch.Add(value, 1);
        values.Sort();

        Assert.Equal(QuantileSketch.MaxBins * sizeof(double), sketch.Bytes);
        Assert.Equal(600, sketch.Weight);
        foreach (var q in new[] { 0.6, 0.8, 0.9, 0.99, 1 })
        {
            var exact = values[Math.Max(0, (int)Math.Ceiling(q * values.Count) - 1)];
            Assert.InRange(sketch.Quantile(q) / exact, 1 - QuantileSketch.RelativeAccuracy - 1e-9, 1 + QuantileSketch.RelativeAccuracy + 1e-9);
        }
        Assert.True(sketch.Quantile(0.001) > 0);
    }

    [Fact]
    public void A_narrow_spread_takes_little_memory()
    {
        var sketch = new QuantileSketch();
        for (var i = 1000; i < 2000; i++) sketch.Add(i, 1);

        Assert.InRange(sketch.Bytes, 1, 64 * sizeof(double));
    }

    private static double Draw(Random random, string shape) => shape switch
    {
        "lognormal" => Math.Exp(8 + (2 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))),
        "pareto" => Math.Min(1e9, 100 / Math.Pow(1 - random.NextDouble(), 1.2)),
        "uniform" => random.Next(0, 5_000),
        _ => 4_321,
    };

    private static void AssertNear(List<(double Value, double Weight)> values, QuantileSketch sketch)
    {
        values.Sort();
        var total = values.Sum(pair => pair.Weight);
        foreach (var q in Qs)
        {
            double sum = 0, exact = 0;
            foreach (var (value, weight) in values)
            {
                exact = value;
                if ((sum += weight) >= q * total) break;
            }
            // What is below 1 is answered as 0.
            if (exact < 1) Assert.Equal(0, sketch.Quantile(q));
            else if (q > 0) Assert.InRange(sketch.Quantile(q) / exact, 1 - QuantileSketch.RelativeAccuracy - 1e-9, 1 + QuantileSketch.RelativeAccuracy + 1e-9);
        }
    }
}
