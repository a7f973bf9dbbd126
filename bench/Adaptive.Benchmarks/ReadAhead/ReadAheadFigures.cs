using System.Globalization;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.QuickStart.Corpus;

namespace ShadowGen.Adaptive.Benchmarks.ReadAhead;

/// <summary>
/// QuickStart indexes a copy of this repository's sources whose files the system does not have in memory: with prefetch, without, and with the queue that reads ahead by hand; then the same with files that are in memory. Processes
/// of their own, taking turns; medians.
/// </summary>
internal sealed class ReadAheadFigures(TextWriter output) : FigureGroup(
    "readahead",
    new("readahead.ratio", "x", Bound.AtMost(0.8)),
    new("readahead.byhand.ratio", "x"),
    new("readahead.cold", "ms"),
    new("readahead.warm.ratio", "x"),
    new("readahead.warm.byhand.ratio", "x"))
{
    private const int Rounds = 4, TimesEach = 4;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        if (!OperatingSystem.IsLinux()) throw new InvalidOperationException("files are made cold by posix_fadvise, which Linux has");
        var tree = Directory.CreateDirectory(Path.Combine(Checkout.Root, "bench", "Adaptive.Benchmarks", "obj", "readahead-tree")).FullName;
        try
        {
            Copy(tree);
            var cold = Compare(tree, isCold: true);
            var warm = Compare(tree, isCold: false);
            return new Dictionary<string, double>
            {
                ["readahead.ratio"] = cold.Prefetched / cold.Plain,
                ["readahead.byhand.ratio"] = cold.ByHand / cold.Plain,
                ["readahead.cold"] = cold.Prefetched,
                ["readahead.warm.ratio"] = warm.Prefetched / warm.Plain,
                ["readahead.warm.byhand.ratio"] = warm.ByHand / warm.Plain,
            };
        }
        finally
        {
            Directory.Delete(tree, recursive: true);
        }
    }

    // On the disk of the checkout: a folder for temporary files may lie in memory.
    private static void Copy(string tree)
    {
        foreach (var folder in new[] { "src", "tests", "bench", "docs", "samples" })
        {
            foreach (var file in new FileDiscovery(Path.Combine(Checkout.Root, folder)).Find().Files)
            {
                var target = Path.Combine(tree, folder, file.RelativePath);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file.Path, target, overwrite: true);
            }
        }
    }

    private (double Prefetched, double Plain, double ByHand) Compare(string tree, bool isCold)
    {
        string[] ways = [IndexChild.Prefetched, IndexChild.Plain, IndexChild.ByHand];
        var times = ways.ToDictionary(static w => w, static _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var way in ways) times[way].AddRange(Measure(way, tree, isCold));
        }
        var medians = Array.ConvertAll(ways, w => Median(times[w]));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isCold ? "cold" : "warm")}: {medians[0]:f0} ms with prefetch, {medians[1]:f0} ms without, {medians[2]:f0} ms by hand"));
        return (medians[0], medians[1], medians[2]);
    }

    // The first time of a process is its compiler's.
    private IEnumerable<double> Measure(string way, string tree, bool isCold)
    {
        using var child = ChildProcess.Begin(IndexChild.Verb, way, tree, TimesEach.ToString(CultureInfo.InvariantCulture), isCold.ToString());
        var lines = ChildProcess.End(child).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (way == IndexChild.Prefetched && lines.FirstOrDefault(static l => l[0] == '#') is { } learned) output.WriteLine($"  {learned[(learned.LastIndexOf(") ", StringComparison.Ordinal) + 2)..]}");
        return lines.Where(static l => l[0] != '#').Skip(1).Select(static l => double.Parse(l.Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
