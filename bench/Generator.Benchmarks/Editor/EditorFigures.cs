using Microsoft.CodeAnalysis;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks.Large;

namespace ShadowGen.Generator.Benchmarks.Editor;

/// <summary>
/// What our analyzers take for one file of a large program after an edit of it, in milliseconds of wall time and with all that they have bound, beside the SDK's own.
/// <c>added</c> is what they take when they run together with those, as they do in an editor: what both need is bound once.
/// </summary>
internal sealed class EditorFigures(string repository, int lines, int mostFiles) : FigureGroup(
    "editor",
    new("analyzers.file.worst", "ms", Bound.AtMost(MostMilliseconds)),
    new("analyzers.file.median", "ms"),
    new("analyzers.file.added.median", "ms"),
    new("analyzers.file.netanalyzers.worst", "ms"),
    new("analyzers.file.netanalyzers.median", "ms"),
    new("analyzers.file.netanalyzers.ratio", "x"))
{
    private const double MostMilliseconds = 150;

    // Chance falls on some of so many: what looks worst is measured again.
    private const int Again = 8;
    private const int MoreEdits = 2;

    // Before the first file that counts, so that all code is compiled.
    private const int Warmups = 5;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var sources = RealSources.Read(repository);
        var copies = sources.CopiesFor(lines);
        var program = EditorProgram.Create(sources, copies);
        var files = Chosen(program.Files, mostFiles);
        program.RequireNoErrors(files);
        Console.WriteLine($"editor: {files.Count} files of a program of {copies * sources.Lines} lines");

        var (own, sdk) = (AnalyzerSet.Own, AnalyzerSet.OfSdk());
        var ours = new FileTimes("ours", program, own);
        var theirs = new FileTimes("the SDK's", program, sdk);
        var together = new FileTimes("both", program, [.. sdk, .. own]);
        FileTimes[] all = [ours, theirs, together];
        foreach (var file in files.Take(Warmups))
        {
            foreach (var times in all)
                times.Discard(file);
        }

        foreach (var file in files)
        {
            foreach (var times in all)
                times.Add(file);
        }

        ours.Repeat(Again, MoreEdits);
        foreach (var times in all)
            times.Write(Console.Out);

        return new Dictionary<string, double>
        {
            ["analyzers.file.worst"] = ours.Worst,
            ["analyzers.file.median"] = ours.Median,
            ["analyzers.file.added.median"] = together.Median - theirs.Median,
            ["analyzers.file.netanalyzers.worst"] = theirs.Worst,
            ["analyzers.file.netanalyzers.median"] = theirs.Median,
            ["analyzers.file.netanalyzers.ratio"] = theirs.Median / ours.Median,
        };
    }

    /// <summary>Half of them the longest, the others spread evenly over the rest.</summary>
    internal static IReadOnlyList<SyntaxTree> Chosen(IReadOnlyList<SyntaxTree> files, int most)
    {
        if (files.Count <= most)
            return files;
        var longest = files.OrderByDescending(static file => file.Length).Take(most / 2).ToHashSet();
        var rest = files.Where(file => !longest.Contains(file)).ToList();
        var spread = Enumerable.Range(0, most - longest.Count).Select(i => rest[(int)((long)i * rest.Count / (most - longest.Count))]).ToHashSet();
        return [.. files.Where(file => longest.Contains(file) || spread.Contains(file))];
    }
}
