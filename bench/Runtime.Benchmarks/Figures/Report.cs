namespace ShadowGen.Benchmarks.Figures;

/// <summary>Prints figures as they come (<c>FIGURE name value unit</c>, for machines), then all of them beside their bounds (for people).</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<(Figure Figure, double? Value)> _rows = [];

    public void Add(FigureGroup group, IReadOnlyDictionary<string, double> values)
    {
        foreach (var figure in group.Figures)
        {
            if (values.TryGetValue(figure.Name, out var value) && double.IsFinite(value))
            {
                output.WriteLine($"FIGURE {figure.Name} {Figure.Format(value)} {figure.Unit}");
                _rows.Add((figure, value));
            }
            else
            {
                _rows.Add((figure, null));
            }
        }
        output.Flush();
    }

    public void Summarise()
    {
        output.WriteLine();
        foreach (var (figure, value) in _rows)
        {
            var measured = value is { } v ? $"{Figure.Format(v)} {figure.Unit}" : "not measured";
            var bound = figure.Bound is null ? "" : $"bound {figure.Bound} {figure.Unit}";
            output.WriteLine($"{figure.Name,-26}{measured,18}   {bound,-22}{Verdict(figure, value)}");
        }

        var bounded = _rows.Where(r => r.Figure.Bound is not null).ToList();
        var bad = bounded.Where(r => Verdict(r.Figure, r.Value) != "ok").Select(r => r.Figure.Name).ToList();
        output.WriteLine();
        output.WriteLine(bad.Count == 0 ? $"bounds: all {bounded.Count} hold" : $"bounds: {bad.Count} of {bounded.Count} fail: {string.Join(", ", bad)}");
    }

    private static string Verdict(Figure figure, double? value) =>
        figure.Bound is not { } bound ? "" : value is not { } v ? "MISSING" : bound.Holds(v) ? "ok" : "FAILS";
}
