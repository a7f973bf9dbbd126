using System.Globalization;
using ShadowGen.LogReport.Store;

namespace ShadowGen.LogReport.Reports;

/// <summary>Rows of reports.</summary>
internal static class Tables
{
    private static readonly double[] Percentiles = [0.5, 0.9, 0.99];

    public static List<LogEntry> OfLevel(List<LogEntry> entries, LogLevel level) => entries.FindAll(entry => entry.Level == level);

    public static List<string[]> ByEndpoint(List<LogEntry> entries)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries) counts[entry.Endpoint] = counts.GetValueOrDefault(entry.Endpoint) + 1;
        return [.. counts.Select(static pair => (string[])[pair.Key, pair.Value.ToString(CultureInfo.InvariantCulture)])];
    }

    public static List<string[]> Latencies(List<LogEntry> entries)
    {
        var rows = new List<string[]>();
        foreach (var endpoint in entries.GroupBy(static entry => entry.Endpoint).OrderBy(static group => group.Key, StringComparer.Ordinal))
            rows.Add([endpoint.Key, .. Quantiles(Sorted([.. endpoint.Select(static entry => entry.Milliseconds)])).Select(static q => q.ToString("f1", CultureInfo.InvariantCulture))]);
        return rows;
    }

    public static List<string[]> Problems(List<LogEntry> entries) =>
        [.. entries.Select(static entry => (string[])[entry.Endpoint, entry.Milliseconds.ToString("f3", CultureInfo.InvariantCulture)])];

    private static double[] Sorted(double[] values)
    {
        Array.Sort(values);
        return values;
    }

    private static double[] Quantiles(double[] sorted) => Array.ConvertAll(Percentiles, q => sorted[(int)(q * (sorted.Length - 1))]);
}
