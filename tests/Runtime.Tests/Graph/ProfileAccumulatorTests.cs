using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class ProfileAccumulatorTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1_000_000_000_000)]
    public void Mean_and_deviation_equal_the_two_pass_formulas(int seed, long offset)
    {
        var random = new Random(seed);
        var accumulator = new ProfileAccumulator();
        var values = Enumerable.Range(0, 3_000).Select(_ => (Value: offset + random.Next(1, 100_000), Weight: random.Next(1, 500))).ToList();
        foreach (var (value, weight) in values) accumulator.Add(value, weight);

        var total = values.Sum(pair => (double)pair.Weight);
        var mean = values.Sum(pair => (pair.Value - offset) * (double)pair.Weight) / total + offset;
        var variance = values.Sum(pair => pair.Weight * Math.Pow(pair.Value - mean, 2)) / total * values.Count / (values.Count - 1);
        var read = accumulator.Read();
        Assert.Equal(1, read.Mean / mean, 1e-12);
        Assert.Equal(1, read.StandardDeviation / Math.Sqrt(variance), 1e-6);
        Assert.Equal(values.Min(pair => pair.Value), read.Min);
        Assert.Equal(values.Max(pair => pair.Value), read.Max);
        Assert.Equal(values.Count, read.SampleCount);
    }

    [Fact]
    public void A_weight_counts_like_so_many_equal_values()
    {
        ProfileAccumulator weighted = new(), repeated = new();
        foreach (var (value, weight) in new[] { (10, 1), (20, 5), (70, 2) })
        {
            weighted.Add(value, weight);
            for (var i = 0; i < weight; i++) repeated.Add(value, 1);
        }

        Assert.Equal(repeated.Mean, weighted.Mean, 1e-12);
        Assert.Equal(repeated.Read().P90, weighted.Read().P90);
        Assert.Equal(repeated.Variance * 7 / 8, weighted.Variance * 2 / 3, 1e-9);
    }

    [Fact]
    public void A_merge_equals_having_seen_it_all()
    {
        var random = new Random(5);
        ProfileAccumulator all = new(), left = new(), right = new();
        for (var i = 0; i < 2_000; i++)
        {
            var value = random.Next(i % 3 == 0 ? 100 : 100_000);
            all.Add(value, i % 5 + 1);
            (i % 3 == 0 ? left : right).Add(value, i % 5 + 1);
        }
        left.Merge(right);
        left.Merge(new());

        Assert.Equal(all.Mean, left.Mean, 1e-6);
        Assert.Equal(1, left.Variance / all.Variance, 1e-9);
        Assert.Equal((all.Read().Min, all.Read().Max, all.Read().P50, all.SampleCount), (left.Read().Min, left.Read().Max, left.Read().P50, left.SampleCount));
    }

    [Fact]
    public void One_value_has_no_deviation_and_is_its_own_quantiles()
    {
        var accumulator = new ProfileAccumulator();
        accumulator.Add(12_345, 100);
        var read = accumulator.Read();

        Assert.Equal(double.NaN, read.StandardDeviation);
        Assert.Equal((12_345, 12_345, 12_345), (read.P50, read.P90, read.P99));
    }

    [Fact]
    public void A_clock_that_stepped_back_counts_as_zero()
    {
        var accumulator = new ProfileAccumulator();
        accumulator.Add(-5, 1);

        Assert.Equal((0, 0), (accumulator.Read().Min, accumulator.Read().Mean));
    }
}
