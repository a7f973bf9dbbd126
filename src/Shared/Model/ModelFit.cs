using System.Text;

namespace ShadowGen.Shared.Model;

/// <summary>Writes a model within a bound: what is missed least is left out first, and what was left out is told.</summary>
internal static class ModelFit
{
    /// <summary>Bytes, up to so many methods; beyond, each method has as much again.</summary>
    public const int Bound = 1 << 20;

    private const int MethodsWithinBound = 5000;

    /// <summary>The level of detail at which quantiles are saved: answers within 4 %.</summary>
    public const int UsualLevel = 1;

    private const int CoarsestLevel = 3;
    private const int LastLine = 21;

    /// <param name="file">What to write.</param>
    /// <param name="text">The text, of at most the bound wherever the names alone do not take more.</param>
    /// <returns>Lines left out.</returns>
    public static int Write(ModelFile file, out string text)
    {
        var bound = Bound / MethodsWithinBound * Math.Max(MethodsWithinBound, file.Methods.Count);
        var lines = ModelWriter.Lines(Coarsened(file, UsualLevel));
        if (SizeOf(lines) > bound) lines = ModelWriter.Lines(Coarsened(file, CoarsestLevel));
        var excess = SizeOf(lines) - bound;
        var left = new HashSet<int>();
        if (excess > 0)
        {
            foreach (var place in Enumerable.Range(0, lines.Count).Where(i => lines[i].Detail != ModelDetail.Needed).OrderBy(i => lines[i].Detail).ThenBy(i => lines[i].Weight).ThenBy(i => i))
            {
                left.Add(place);
                excess -= SizeOf(lines[place]);
                if (excess <= 0) break;
            }
        }
        text = ModelWriter.Join(left.Count == 0 ? lines : lines.Where((_, i) => !left.Contains(i)));
        return left.Count;
    }

    private static int SizeOf(List<ModelLine> lines) => ModelText.Header.Length + 1 + lines.Sum(SizeOf) + LastLine;

    private static int SizeOf(ModelLine line) => Encoding.UTF8.GetByteCount(line.Text) + 1;

    private static ModelFile Coarsened(ModelFile file, int level) => new(file.Methods.Values, file.Sources.Values.Select(source => Coarsened(source, level)));

    private static ModelSource Coarsened(ModelSource source, int level)
    {
        if (source.Costs.Values.All(cost => cost.Sketch.Level >= level)) return source;
        var coarse = new ModelSource { Id = source.Id, Generation = source.Generation, First = source.First, Last = source.Last, App = source.App, Members = source.Members };
        foreach (var pair in source.Edges) coarse.Edges.Add(pair.Key, pair.Value);
        foreach (var pair in source.Costs) coarse.Costs.Add(pair.Key, pair.Value with { Sketch = pair.Value.Sketch.AtLevel(level) });
        foreach (var pair in source.Laws) coarse.Laws.Add(pair.Key, pair.Value);
        foreach (var pair in source.Arrivals) coarse.Arrivals.Add(pair.Key, pair.Value);
        coarse.Windows.AddRange(source.Windows);
        return coarse;
    }
}
