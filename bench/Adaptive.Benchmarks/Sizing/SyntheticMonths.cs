namespace ShadowGen.Adaptive.Benchmarks.Sizing;

/// <summary>Thirty days by the minute, of services of several kinds, from fixed seeds.</summary>
internal static class SyntheticMonths
{
    public const string Family = "synthetic months";

    private const int Day = 1440, Week = 7 * Day, Length = 30 * Day;

    public static IEnumerable<SizingSeries> All()
    {
        yield return Cpu("days", 1, t => Daily(t));
        yield return Cpu("days and weekends", 2, t => Daily(t) * (t % Week >= 5 * Day ? 0.4 : 1));
        yield return Cpu("hourly job", 3, t => 200 + (t % 60 < 5 ? 800 : 0));
        yield return Cpu("nightly job", 4, t => 150 + (t % Day is > 120 and < 180 ? 1500 : 0));
        yield return Cpu("steady", 5, _ => 400);
        yield return Cpu("growing", 6, t => 200 + (600.0 * t / Length));
        yield return Memory("days", 11, t => 300 + (0.3 * Daily(t)));
        yield return Memory("leak, restarted daily", 12, t => 200 + (0.2 * (t % Day)));
        yield return Memory("hourly job", 13, t => 250 + (t % 60 < 5 ? 150 : 0));
        yield return Memory("steady", 14, _ => 350);
        yield return Memory("levels", 15, t => 300 + (100 * ((t / (3 * Day)) % 3)));
    }

    private static double Daily(int minute) => 500 - (300 * Math.Cos(2 * Math.PI * minute / Day));

    // Use of CPU differs from minute to minute by a tenth, and wanders.
    private static SizingSeries Cpu(string name, int seed, Func<int, double> mean)
    {
        var random = new Random(seed);
        var wander = 0.0;
        return new(Family, name + " CPU", false, [.. Enumerable.Range(0, Length).Select(t => mean(t) * Math.Exp((wander = (0.99 * wander) + (0.01 * Gauss(random))) + (0.1 * Gauss(random))))]);
    }

    private static SizingSeries Memory(string name, int seed, Func<int, double> mean)
    {
        var random = new Random(seed);
        return new(Family, name + " memory", true, [.. Enumerable.Range(0, Length).Select(t => mean(t) * (1 + (0.01 * Gauss(random))))]);
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
