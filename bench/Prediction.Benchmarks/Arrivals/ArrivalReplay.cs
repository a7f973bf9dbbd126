using ShadowGen.Arrivals;

namespace ShadowGen.Prediction.Benchmarks.Arrivals;

/// <summary>Mean absolute errors by horizon, learning as the series goes on.</summary>
internal static class ArrivalReplay
{
    private const int Hour = 60, Day = 1440;

    private static readonly double[] Levels = [0.01, 0.03, 0.1, 0.2, 0.4, 0.7];
    private static readonly (double Trend, double Damping)[] Trends = [(0, 1), (0.02, 0.98), (0.1, 0.98), (0.1, 1), (0.2, 0.9)];
    private static readonly double[] Seasons = [0.05, 0.2, 0.5];

    public static double[] LastValue(ArrivalSeries series, int[] horizons) => Errors(series, new LastValue(), horizons, series.Train, series.Rates.Length);

    public static double[] Average(ArrivalSeries series, int[] horizons) => BestOf(series, horizons, Levels.Select(gain => (Func<ArrivalRival>)(() => new ExponentialAverage(gain))));

    public static double[] Seasonal(ArrivalSeries series, int[] horizons) => BestOf(series, horizons, Periods(series).Select(period => (Func<ArrivalRival>)(() => new SeasonalNaive(period))));

    /// <summary>With and without a season and a trend.</summary>
    public static double[] HoltWinters(ArrivalSeries series, int[] horizons) => BestOf(
        series,
        horizons,
        from period in Periods(series).Prepend(0)
        from level in Levels
        from trend in Trends
        from season in period == 0 ? [0] : Seasons
        select (Func<ArrivalRival>)(() => new HoltWinters(level, trend.Trend, season, trend.Damping, period)));

    /// <summary>The product's model, all series as roots of one process.</summary>
    /// <returns>By series and horizon.</returns>
    public static (double[][] Errors, double[][] Coverage) Own(ArrivalSeries[] all, ArrivalPlan plan, int[] horizons)
    {
        var model = new ArrivalModel<TensorColumns>(plan);
        foreach (var _ in all) model.AddRoot();
        var errors = Array.ConvertAll(all, _ => new double[horizons.Length]);
        var inside = Array.ConvertAll(all, _ => new double[horizons.Length]);
        var rates = new float[all.Length];
        var forecast = Array.ConvertAll(new int[3], _ => new float[all.Length]);
        var length = all[0].Rates.Length;
        for (var t = 0; t < length; t++)
        {
            for (var i = 0; i < all.Length; i++) rates[i] = (float)all[i].Rates[t];
            model.Add(rates);
            for (var h = 0; h < horizons.Length; h++)
            {
                for (var row = 0; row < forecast.Length; row++) model.Forecast(h, row, forecast[row]);
                for (var i = 0; i < all.Length; i++)
                {
                    if (t < all[i].Train || t + horizons[h] >= length) continue;
                    var actual = Mean(all[i].Rates, t + 1, horizons[h]);
                    errors[i][h] += Math.Abs(actual - forecast[0][i]);
                    // A rate of a few calls is one of few values: as near as rounding is inside.
                    var slack = 1e-4 * (1 + actual);
                    if (actual >= forecast[1][i] - slack && actual <= forecast[2][i] + slack) inside[i][h]++;
                }
            }
        }
        for (var i = 0; i < all.Length; i++)
        {
            for (var h = 0; h < horizons.Length; h++)
            {
                var count = length - horizons[h] - all[i].Train;
                errors[i][h] /= count;
                inside[i][h] *= 100.0 / count;
            }
        }
        return (errors, inside);
    }

    // Of each horizon, the candidate that was best on the first part.
    private static double[] BestOf(ArrivalSeries series, int[] horizons, IEnumerable<Func<ArrivalRival>> candidates)
    {
        var makers = candidates.ToArray();
        var tuning = Array.ConvertAll(makers, make => Errors(series, make(), horizons, series.Train / 4, series.Train));
        var best = new double[horizons.Length];
        for (var h = 0; h < horizons.Length; h++)
        {
            var chosen = Enumerable.Range(0, makers.Length).MinBy(i => tuning[i][h]);
            best[h] = Errors(series, makers[chosen](), [horizons[h]], series.Train, series.Rates.Length)[0];
        }
        return best;
    }

    private static double[] Errors(ArrivalSeries series, ArrivalRival rival, int[] horizons, int from, int to)
    {
        var sums = new double[horizons.Length];
        var counts = new int[horizons.Length];
        for (var t = 0; t < to; t++)
        {
            rival.Learn(series.Rates[t]);
            if (t < from) continue;
            for (var h = 0; h < horizons.Length; h++)
            {
                if (t + horizons[h] >= to) continue;
                sums[h] += Math.Abs(rival.Predict(horizons[h]) - Mean(series.Rates, t + 1, horizons[h]));
                counts[h]++;
            }
        }
        return [.. sums.Select((sum, h) => sum / counts[h])];
    }

    private static int[] Periods(ArrivalSeries series) => series.Train > Day ? [Hour, Day] : [Hour];

    private static double Mean(double[] rates, int start, int count)
    {
        var sum = 0.0;
        for (var i = start; i < start + count; i++) sum += rates[i];
        return sum / count;
    }
}
