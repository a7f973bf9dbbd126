using ShadowGen.Allocation;
using ShadowGen.Arrivals;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class UsageForecastTests
{
    [Fact]
    public void Before_half_a_minute_was_seen_nothing_is_foretold()
    {
        var forecast = new UsageForecast(ArrivalPlan.Seconds, 60);
        for (var i = 1; i < UsageForecast.LeastBins; i++) forecast.Add(1, 1 << 20, 1);
        Assert.True(double.IsNaN(forecast.Cores) && double.IsNaN(forecast.Memory) && double.IsNaN(forecast.Network));

        forecast.Add(1, 1 << 20, 1);

        Assert.Equal(1, forecast.Cores, 0.05);
        Assert.Equal(1 << 20, forecast.Memory, 0.1 * (1 << 20));
    }

    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(0.5, 0)]
    [InlineData(0.1, 0.01)]
    public void About_one_bin_in_a_hundred_passes_the_bound_whatever_the_noise(double deviation, double outliers)
    {
        var random = new Random(5);
        var forecast = new UsageForecast(ArrivalPlan.Minutes, 60);
        var (passed, scored, sum) = (0, 0, 0.0);
        for (var i = 0; i < 6000; i++)
        {
            var use = Math.Exp(deviation * Gauss(random)) * (random.NextDouble() < outliers ? 10 : 1);
            if (i > 1000)
            {
                scored++;
                if (use > forecast.Cores) passed++;
                sum += forecast.Cores;
            }
            forecast.Add(use, 0, 0);
        }

        Assert.InRange(passed / (double)scored, 0.003, 0.02);
        if (outliers == 0) Assert.InRange(sum / scored, Math.Exp(1.5 * deviation), Math.Exp(3.5 * deviation)); // the exact bound is 2.33 deviations
    }

    [Fact]
    public void What_is_no_number_is_nothing()
    {
        var forecast = new UsageForecast(ArrivalPlan.Seconds, 60);
        for (var i = 0; i < 100; i++) forecast.Add(double.NaN, double.PositiveInfinity, -1);

        Assert.Equal((0, 0), (forecast.Cores, forecast.Memory));
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
