using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching;

/// <summary>Changes to the texts of a program. One that overlaps an earlier one is not made.</summary>
internal sealed class TextEdits
{
    private readonly Dictionary<SyntaxTree, List<TextChange>> _changes = [];

    public bool Replace(SyntaxTree tree, TextSpan span, string text) => Add(tree, [new TextChange(span, text)]);

    public bool Replace(SyntaxToken token, string text) => Replace(token.SyntaxTree!, token.Span, text);

    /// <summary>All or none.</summary>
    public bool Add(SyntaxTree tree, IReadOnlyCollection<TextChange> changes)
    {
        if (!CanAdd(tree, changes)) return false;
        if (!_changes.TryGetValue(tree, out var list)) _changes.Add(tree, list = []);
        list.AddRange(changes);
        return true;
    }

    public bool CanAdd(SyntaxTree tree, IReadOnlyCollection<TextChange> changes) =>
        !_changes.TryGetValue(tree, out var list) || !changes.Any(change => list.Exists(other => change.Span.Length + other.Span.Length == 0 ? change.Span.Start == other.Span.Start : change.Span.IntersectsWith(other.Span)));

    public SubjectProgram Apply(SubjectProgram program) =>
        program.With(_changes.ToDictionary(static entry => entry.Key.FilePath, static entry => entry.Key.GetText().WithChanges(entry.Value.OrderBy(static change => change.Span.Start)).ToString(), StringComparer.Ordinal));
}
