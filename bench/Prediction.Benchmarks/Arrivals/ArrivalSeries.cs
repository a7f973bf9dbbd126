using System.Globalization;
using System.IO.Compression;

namespace ShadowGen.Prediction.Benchmarks.Arrivals;

/// <summary>Calls per second of one root, minute by minute.</summary>
internal sealed record ArrivalSeries(string Family, string Name, double[] Rates)
{
    public const string MetricsFile = "metrics.tsv.gz";

    /// <summary>Share of a series by which forecasters are tuned, and that is not scored.</summary>
    public const double WarmUp = 0.2;

    private const string TimeColumn = "timestamp_s", NameColumn = "service", RateColumn = "workload_ops";

    /// <summary>First minute that is scored.</summary>
    public int Train => (int)(WarmUp * Rates.Length);

    /// <summary>The workload of each service in the sets of a folder (its subfolders, or itself) that tell it; a minute that is missing repeats the one before.</summary>
    /// <exception cref="InvalidDataException">A file is not in the format; the message names file, line and what was wrong.</exception>
    public static IEnumerable<ArrivalSeries> ReadAll(string folder)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"there is no folder '{folder}'");
        var files = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder).Select(d => Path.Combine(d, MetricsFile)).Where(File.Exists);
        return files.SelectMany(Read);
    }

    private static IEnumerable<ArrivalSeries> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = (reader.ReadLine() ?? "").Split('\t');
        var time = Array.IndexOf(header, TimeColumn);
        var name = Array.IndexOf(header, NameColumn);
        var rate = Array.IndexOf(header, RateColumn);
        if (rate < 0) return [];
        if (time < 0 || name < 0) throw new InvalidDataException($"{path}:1: the header has no '{TimeColumn}' or no '{NameColumn}'");
        var series = new Dictionary<string, List<(double Time, double Rate)>>();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var fields = text.Split('\t');
            if (fields.Length < header.Length || !Number(fields[time], out var at) || !Number(fields[rate], out var value) || value < 0)
                throw new InvalidDataException($"{path}:{line}: '{text}' has too few fields, or a time or workload that is no number");
            if (!series.TryGetValue(fields[name], out var rows)) series.Add(fields[name], rows = []);
            rows.Add((at, value));
        }
        var set = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!;
        return series.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new ArrivalSeries(set, s.Key, ByMinute(s.Value)));
    }

    private static double[] ByMinute(List<(double Time, double Rate)> rows)
    {
        rows.Sort((a, b) => a.Time.CompareTo(b.Time));
        var rates = new List<double>();
        foreach (var (time, rate) in rows)
        {
            var minute = (int)Math.Round((time - rows[0].Time) / 60);
            while (rates.Count < minute) rates.Add(rates[^1]);
            if (rates.Count == minute) rates.Add(rate);
        }
        return [.. rates];
    }

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
