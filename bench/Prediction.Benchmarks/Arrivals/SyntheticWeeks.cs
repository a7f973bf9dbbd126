namespace ShadowGen.Prediction.Benchmarks.Arrivals;

/// <summary>Three weeks by the minute, of several kinds, from fixed seeds. Counts are Poisson around a rate, so that no forecast can be exact.</summary>
internal static class SyntheticWeeks
{
    public const string Family = "synthetic weeks";

    private const int Day = 1440, Week = 7 * Day, Length = 3 * Week, Seeds = 2;

    private static readonly (string Name, Func<Random, double[]> Make)[] Kinds =
    [
        ("days", Days),
        ("days and weekends", Weekends),
        ("hourly bursts", HourlyBursts),
        ("nightly job", NightlyJob),
        ("bursts at any time", RandomBursts),
        ("intermittent", Intermittent),
        ("gaps", Gaps),
        ("levels", Levels),
        ("wandering", Wandering),
        ("steady", _ => Rates(_ => 20)),
    ];

    public static IEnumerable<ArrivalSeries> All() =>
        from kind in Kinds.Select((kind, i) => (kind.Name, kind.Make, Index: i))
        from seed in Enumerable.Range(1, Seeds)
        select Make(kind.Name, kind.Make, (100 * kind.Index) + seed, seed);

    private static ArrivalSeries Make(string name, Func<Random, double[]> make, int seed, int number)
    {
        var random = new Random(seed);
        var rates = make(random);
        return new(Family, $"{name} {number}", Array.ConvertAll(rates, rate => Poisson(random, 60 * rate) / 60));
    }

    private static double[] Days(Random random)
    {
        var phase = random.Next(Day);
        var noise = Wander(random, 0.9, 0.08);
        return Rates(t => (30 + (25 * Math.Sin(2 * Math.PI * (t + phase) / Day)) + (8 * Math.Sin(4 * Math.PI * (t + phase) / Day))) * Math.Exp(noise[t]));
    }

    private static double[] Weekends(Random random)
    {
        var days = Days(random);
        return Rates(t => days[t] * (t % Week >= 5 * Day ? 0.35 : 1));
    }

    private static double[] HourlyBursts(Random random)
    {
        var start = random.Next(60);
        var days = Days(random);
        return Rates(t => (0.2 * days[t]) + ((t - start + 60) % 60 < 3 ? 25 : 0));
    }

    private static double[] NightlyJob(Random random)
    {
        var start = random.Next(Day);
        return Rates(t => 1 + ((t - start + Day) % Day < 40 ? 30 : 0));
    }

    private static double[] RandomBursts(Random random)
    {
        var rates = Rates(_ => 4);
        for (var t = 0; t < Length; t++)
        {
            if (random.Next(600) != 0) continue;
            var (height, life) = (10 + (60 * random.NextDouble()), 3 + (20 * random.NextDouble()));
            for (var i = 0; i < 8 * life && t + i < Length; i++) rates[t + i] += height * Math.Exp(-i / life);
        }
        return rates;
    }

    private static double[] Intermittent(Random random)
    {
        var days = Days(random);
        return Rates(t => random.NextDouble() < days[t] / 600 ? 0.02 + (0.2 * random.NextDouble()) : 0);
    }

    private static double[] Gaps(Random random)
    {
        var rates = Days(random);
        for (var t = 0; t < Length; t += 60 + random.Next(2 * Day))
        {
            var length = Math.Min(30 + random.Next(8 * 60), Length - t);
            Array.Clear(rates, t, length);
            t += length;
        }
        return rates;
    }

    private static double[] Levels(Random random)
    {
        var level = 20.0;
        return Rates(_ => level = random.Next(2 * Day) == 0 ? 5 + (50 * random.NextDouble()) : level);
    }

    private static double[] Wandering(Random random)
    {
        var walk = Wander(random, 0.999, 0.03);
        return Rates(t => 15 * Math.Exp(walk[t]));
    }

    private static double[] Rates(Func<int, double> rateOf) => [.. Enumerable.Range(0, Length).Select(rateOf)];

    // First-order autoregression.
    private static double[] Wander(Random random, double keep, double step)
    {
        var value = 0.0;
        return Rates(_ => value = (keep * value) + (step * Gauss(random)));
    }

    private static double Poisson(Random random, double mean)
    {
        if (mean > 50) return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Gauss(random))));
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++) product *= random.NextDouble();
        return count;
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
