namespace ShadowGen.Benchmarks.Harness;

internal static class Statistics
{
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The noise of a shared machine only adds, so the lower quartile is nearer to the truth than the median, and steadier than the minimum.</summary>
    public static double LowerQuartile(IEnumerable<double> values) => Quantile(values, 0.25);

    private static double Quantile(IEnumerable<double> values, double p)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) return double.NaN;
        var position = p * (sorted.Length - 1);
        var low = (int)position;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((sorted[high] - sorted[low]) * (position - low));
    }
}
