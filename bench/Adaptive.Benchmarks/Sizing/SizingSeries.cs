using System.Globalization;
using System.IO.Compression;

namespace ShadowGen.Adaptive.Benchmarks.Sizing;

/// <summary>What one service used of one resource, minute by minute.</summary>
/// <param name="Family">Which trace it is of.</param>
/// <param name="Name">Service and resource.</param>
/// <param name="IsMemory">Bytes (in MiB) of memory, else millicores of CPU.</param>
/// <param name="Use">By minute.</param>
internal sealed record SizingSeries(string Family, string Name, bool IsMemory, double[] Use)
{
    public const string MetricsFile = "metrics.tsv.gz";

    /// <summary>CPU and memory of each service of a recording; a minute that is missing repeats the one before.</summary>
    /// <exception cref="InvalidDataException">The file is not there, or not in the format.</exception>
    public static IEnumerable<SizingSeries> Read(string folder)
    {
        var path = Path.Combine(folder, MetricsFile);
        if (!File.Exists(path)) throw new InvalidDataException($"there is no '{path}'");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = (reader.ReadLine() ?? "").Split('\t');
        var (time, name, cpu, memory) = (Column("timestamp_s"), Column("service"), Column("cpu_m"), Column("mem_Mi"));
        var services = new SortedDictionary<string, List<(double Time, double Cpu, double Memory)>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            if (!services.TryGetValue(fields[name], out var rows)) services.Add(fields[name], rows = []);
            rows.Add((Number(fields[time]), Number(fields[cpu]), Number(fields[memory])));
        }
        var family = Path.GetFileName(Path.GetFullPath(folder));
        foreach (var (service, rows) in services)
        {
            yield return new(family, service + " CPU", false, ByMinute(rows.ConvertAll(r => (r.Time, r.Cpu))));
            yield return new(family, service + " memory", true, ByMinute(rows.ConvertAll(r => (r.Time, r.Memory))));
        }

        int Column(string wanted) => Array.IndexOf(header, wanted) is var at and >= 0 ? at : throw new InvalidDataException($"{path}: the header has no '{wanted}'");
    }

    private static double[] ByMinute(List<(double Time, double Value)> rows)
    {
        rows.Sort((a, b) => a.Time.CompareTo(b.Time));
        var values = new List<double>();
        foreach (var (time, value) in rows)
        {
            var minute = (int)Math.Round((time - rows[0].Time) / 60);
            while (values.Count < minute) values.Add(values[^1]);
            if (values.Count == minute) values.Add(value);
        }
        return [.. values];
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
