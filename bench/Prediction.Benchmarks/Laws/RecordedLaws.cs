using System.Globalization;
using System.IO.Compression;
using ShadowGen.Prediction.Benchmarks.Data;

namespace ShadowGen.Prediction.Benchmarks.Laws;

/// <summary>Recorded calls that have arguments: sets whose <c>events.tsv.gz</c> has columns <c>arg0</c> and on, and whose <c>ops.tsv</c> names them, sizes as <c>s:</c>, codes as <c>c:</c>.</summary>
internal static class RecordedLaws
{
    private const string Bytes = "alloc_bytes";
    private const double HeldOut = 0.2;

    /// <summary>Times below this many microseconds are mostly what recording them has cost.</summary>
    private const double LeastTime = 10;

    private static readonly string[] Resources = ["dur_us", "cpu_us", Bytes];

    public static IEnumerable<LawSet> All(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var set in Directory.GetDirectories(folder).Prepend(folder).Where(d => File.Exists(Path.Combine(d, CallSet.EventsFile))).Order(StringComparer.Ordinal))
        {
            var features = Features(Path.Combine(set, "ops.tsv"));
            if (features.All(f => f.Length == 0)) continue;
            var rows = Rows(Path.Combine(set, CallSet.EventsFile)).ToArray();
            var arguments = Array.IndexOf(rows[0], "arg0");
            if (arguments < 0) continue;
            foreach (var resource in Resources.Where(rows[0].Contains))
            {
                var column = Array.IndexOf(rows[0], resource);
                var calls = rows.Skip(1).Select((row, i) => Read(row, features, arguments, column, resource == Bytes ? 1 : LeastTime, i >= (rows.Length - 1) * (1 - HeldOut))).OfType<ArgumentCall>().ToList();
                if (calls.Exists(c => c.IsScored)) yield return new($"{Path.GetFileName(Path.GetFullPath(set))}, {resource}", features, calls);
            }
        }
    }

    private static IEnumerable<string[]> Rows(string path)
    {
        using var stream = File.OpenRead(path);
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line.Split('\t');
    }

    private static bool[][] Features(string path)
    {
        if (!File.Exists(path)) return [];
        var rows = File.ReadLines(path).Select(l => l.Split('\t')).Where(f => int.TryParse(f[0], out _)).ToArray();
        var features = new bool[rows.Max(f => int.Parse(f[0], CultureInfo.InvariantCulture)) + 1][];
        Array.Fill(features, []);
        foreach (var row in rows.Where(f => f.Length > 3 && f[3].Length > 0))
            features[int.Parse(row[0], CultureInfo.InvariantCulture)] = [.. row[3].Split(',').Select(f => f.StartsWith("c:", StringComparison.Ordinal))];
        return features;
    }

    private static ArgumentCall? Read(string[] row, bool[][] features, int arguments, int column, double least, bool isScored)
    {
        var operation = int.Parse(row[3], CultureInfo.InvariantCulture);
        var kinds = operation < features.Length ? features[operation] : [];
        if (kinds.Length == 0 || row.Length < arguments + kinds.Length) return null;
        if (!double.TryParse(row[column], CultureInfo.InvariantCulture, out var cost) || cost < least) return null;
        var values = new long[kinds.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!long.TryParse(row[arguments + i], CultureInfo.InvariantCulture, out values[i])) return null;
        }
        return new(operation, values, cost, isScored);
    }
}
