using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Generator.Benchmarks.Editor;

/// <summary>What some analyzers took for each file: the lower quartile over its edits.</summary>
internal sealed class FileTimes(string name, EditorProgram program, ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    private const int Shown = 5;

    private readonly Dictionary<SyntaxTree, List<FileAnalysis>> _edits = [];
    private int _count;

    public double Worst => _edits.Keys.Max(Of);

    public double Median => Statistics.Median(_edits.Keys.Select(Of));

    public void Discard(SyntaxTree file) => Analyse(file);

    public void Add(SyntaxTree file)
    {
        if (!_edits.TryGetValue(file, out var edits))
            _edits.Add(file, edits = []);
        edits.Add(Analyse(file));
    }

    /// <summary>More edits of the files that took longest until now.</summary>
    public void Repeat(int files, int edits)
    {
        foreach (var file in Slowest.Take(files).ToList())
        {
            for (var i = 0; i < edits; i++)
                Add(file);
        }
    }

    /// <summary>The slowest files, and of each analyzer the file that it takes longest for.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"{name}, slowest files:");
        foreach (var file in Slowest.Take(Shown))
            output.WriteLine(FormattableString.Invariant($"  {Of(file),8:0.0} ms  {file.FilePath}"));
        output.WriteLine($"{name}, slowest analyzers:");
        var rules = from analyzer in analyzers.Select(static analyzer => analyzer.GetType().Name)
                    let worst = _edits.Keys.MaxBy(file => Of(file, analyzer))
                    orderby Of(worst, analyzer) descending
                    select FormattableString.Invariant($"  {Of(worst, analyzer),8:0.0} ms  {analyzer} in {worst.FilePath}, median {Statistics.Median(_edits.Keys.Select(file => Of(file, analyzer))):0.0} ms");
        foreach (var rule in rules.Take(2 * Shown))
            output.WriteLine(rule);
    }

    private IEnumerable<SyntaxTree> Slowest => _edits.Keys.OrderByDescending(Of);

    private double Of(SyntaxTree file) => Statistics.LowerQuartile(_edits[file].Select(static edit => edit.Elapsed));

    private double Of(SyntaxTree file, string analyzer) => Statistics.LowerQuartile(_edits[file].Select(edit => edit.Each[analyzer]));

    private FileAnalysis Analyse(SyntaxTree file)
    {
        var (compilation, edited) = program.Edit(file, ++_count);
        return FileAnalysis.Of(compilation, edited, analyzers).GetAwaiter().GetResult();
    }
}
