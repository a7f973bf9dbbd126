using ShadowGen.Arrivals;

namespace ShadowGen.Runtime.Tests.Arrivals;

public sealed class ArrivalModelTests
{
    private static readonly double[] Horizons = ArrivalPlan.Seconds.HorizonSeconds;

    [Fact]
    public void Horizons_are_those_of_a_second_to_ten_minutes() => Assert.Equal([1, 2, 5, 10, 30, 60, 120, 300, 600], Horizons);

    [Fact]
    public void A_rate_that_never_changes_is_foretold_exactly_for_all_horizons()
    {
        var process = new Process(ArrivalPlan.Seconds);
        for (var i = 0; i < 1200; i++) process.Add(7);

        Assert.All(Horizons, seconds =>
        {
            var (mean, low, high) = process.Forecast(seconds);
            Assert.Equal(7, mean, 0.001);
            Assert.InRange(low, 6, 7.001);
            Assert.InRange(high, 6.999, 8);
        });
    }

    [Fact]
    public void From_the_second_bin_on_every_horizon_has_a_forecast_with_the_width_of_Poisson_counts()
    {
        var process = new Process(ArrivalPlan.Seconds);
        process.Add(9);

        Assert.All(Horizons, seconds =>
        {
            var (mean, low, high) = process.Forecast(seconds);
            Assert.Equal(9, mean, 0.001);
            Assert.InRange(low, 0, 8.9);
            Assert.InRange(high, 9.1, 20);
        });
    }

    [Fact]
    public void A_trend_is_carried_on()
    {
        var process = new Process(ArrivalPlan.Seconds);
        for (var i = 0; i < 300; i++) process.Add(100 + i);

        // The mean of the next 10 s lies 5.5 s on; the last value is 5.5 too low.
        Assert.InRange(process.Forecast(10).Mean, 401.5, 407);
    }

    [Fact]
    public void A_burst_at_the_same_second_of_every_minute_is_foretold_before_it_comes()
    {
        var process = new Process(ArrivalPlan.Seconds);
        var random = new Random(1);
        for (var i = 0; i < (20 * 60) + 40; i++) process.Add(Process.Poisson(random, i % 60 is >= 40 and < 43 ? 50 : 2));

        // The next three seconds are the burst: 50 a second; of the next ten, three.
        Assert.InRange(process.Forecast(1).Mean, 35, 60);
        Assert.InRange(process.Forecast(10).Mean, 0.7 * 16.4, 1.3 * 16.4);
        for (var i = 40; i < 50; i++) process.Add(Process.Poisson(random, i is >= 40 and < 43 ? 50 : 2));
        Assert.InRange(process.Forecast(1).Mean, 0, 6);
    }

    [Fact]
    public void A_day_that_repeats_itself_is_foretold_where_it_turns()
    {
        const int day = 1440;
        var process = new Process(ArrivalPlan.Minutes);
        var random = new Random(2);
        for (var i = 0; i < (5 * day) + 600; i++) process.Add(Process.Poisson(random, RateAt(i)));

        // At 10:00 the rate falls from 100 to 20.
        Assert.InRange(process.Forecast(600).Mean, 15, 35);

        static double RateAt(int minute) => minute % day is >= 480 and < 600 ? 100 : 20;
    }

    [Fact]
    public void Arrivals_that_are_mostly_none_are_foretold_without_bias()
    {
        var process = new Process(ArrivalPlan.Seconds);
        var random = new Random(3);
        var foretold = 0.0;
        var came = 0.0;
        for (var i = 0; i < 20_000; i++)
        {
            var calls = random.Next(50) == 0 ? 1 + random.Next(3) : 0;
            process.Add(calls);
            if (i < 2000) continue;
            foretold += process.Forecast(60).Mean;
            came += calls;
        }

        Assert.InRange(foretold / came, 0.8, 1.2);
    }

    [Fact]
    public void A_level_that_changes_is_followed_within_a_few_bins()
    {
        var process = new Process(ArrivalPlan.Seconds);
        var random = new Random(4);
        for (var i = 0; i < 1000; i++) process.Add(Process.Poisson(random, 10));
        for (var i = 0; i < 6; i++) process.Add(Process.Poisson(random, 40));

        Assert.InRange(process.Forecast(5).Mean, 28, 48);
    }

    /// <summary>Noise, a change of level at mid-run, and a wave: of all rates, 88 to 92 % lie in their intervals, at each horizon.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Intervals_hold_as_often_as_they_say(int seed)
    {
        const int length = 30_000;
        var process = new Process(ArrivalPlan.Seconds);
        var random = new Random(seed);
        var rates = new double[length];
        for (var i = 0; i < length; i++) rates[i] = Process.Poisson(random, (i < length / 2 ? 20 : 45) + (10 * Math.Sin(i / 200.0)));
        var inside = new int[Horizons.Length];
        var count = new int[Horizons.Length];
        for (var i = 0; i < length; i++)
        {
            process.Add(rates[i]);
            for (var h = 0; h < Horizons.Length; h++)
            {
                var steps = (int)Horizons[h];
                // Of horizons over 10 s, forecasts are new every few bins only.
                if (i < 3000 || i + steps >= length || (i + 1) % 60 != 0) continue;
                var actual = rates.AsSpan(i + 1, steps).ToArray().Average();
                var (_, low, high) = process.Forecast(steps);
                count[h]++;
                if (actual >= low - 1e-4 && actual <= high + 1e-4) inside[h]++;
            }
        }

        // 440 checks each; those of the longest horizon are of windows that overlap, and few changes of level.
        for (var h = 0; h < Horizons.Length; h++) Assert.InRange(100.0 * inside[h] / count[h], 83, 98.5);
        Assert.InRange(100.0 * inside.Sum() / count.Sum(), 88, 92.5);
    }

    [Fact]
    public void What_was_missed_is_not_taken_for_silence()
    {
        var process = new Process(ArrivalPlan.Seconds);
        for (var i = 0; i < 900; i++) process.Add(10);
        process.Model.Skip(100_000);
        Assert.All(Horizons, seconds => Assert.Equal(10, process.Forecast(seconds).Mean, 0.01));
        process.Add(10);

        Assert.All(Horizons, seconds => Assert.Equal(10, process.Forecast(seconds).Mean, 0.01));
    }

    [Fact]
    public void The_place_in_a_period_goes_on_while_bins_are_missing()
    {
        var process = new Process(ArrivalPlan.Seconds);
        for (var i = 0; i < 1200; i++) process.Add(i % 60 < 3 ? 60 : 1);
        process.Model.Skip(30);
        for (var i = 30; i < 60; i++) process.Add(1);

        Assert.InRange(process.Forecast(1).Mean, 40, 62);
    }

    [Fact]
    public void One_root_learns_nothing_from_another()
    {
        var alone = new Process(ArrivalPlan.Seconds);
        var model = new ArrivalModel<TensorColumns>(ArrivalPlan.Seconds);
        for (var i = 0; i < 9; i++) model.AddRoot();
        var random = new Random(5);
        var rates = new float[9];
        for (var bin = 0; bin < 300; bin++)
        {
            for (var i = 0; i < rates.Length; i++) rates[i] = random.Next(100);
            alone.Add(rates[4]);
            model.Add(rates);
        }
        var means = new float[9];
        model.Forecast(2, 0, means);

        Assert.Equal(alone.Forecast(5).Mean, means[4], 1e-4);
    }

    [Fact]
    public void A_root_that_is_forgotten_is_as_new()
    {
        var process = new Process(ArrivalPlan.Seconds);
        for (var i = 0; i < 700; i++) process.Add(1000 * (i % 5));
        process.Model.Forget(0);
        var fresh = new Process(ArrivalPlan.Seconds);
        for (var i = 0; i < 700; i++) fresh.Add(0);
        fresh.Model.Forget(0);
        for (var i = 0; i < 700; i++)
        {
            process.Add(i % 7);
            fresh.Add(i % 7);
        }

        Assert.All(Horizons, seconds => Assert.Equal(fresh.Forecast(seconds), process.Forecast(seconds)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(3e8)]
    public void Every_forecast_is_finite_and_its_interval_holds_the_mean(double scale)
    {
        var process = new Process(ArrivalPlan.Seconds);
        var random = new Random(6);
        for (var i = 0; i < 1500; i++)
        {
            process.Add(i % 400 < 200 ? scale * random.NextDouble() : random.Next(2) * scale);
            if (i % 7 != 0) continue;
            foreach (var seconds in Horizons)
            {
                var (mean, low, high) = process.Forecast(seconds);
                Assert.True(double.IsFinite(mean) && double.IsFinite(low) && double.IsFinite(high), $"{mean} {low} {high} after {i} bins, {seconds} s");
                Assert.InRange(low, 0, mean);
                Assert.InRange(mean, low, high);
            }
        }
    }

    [Fact]
    public void Learning_and_asking_do_not_allocate()
    {
        var process = new Process(ArrivalPlan.Seconds);
        for (var i = 0; i < 200; i++) process.Add(i % 9);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++) process.Add(i % 9);
        process.Model.Skip(3);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
