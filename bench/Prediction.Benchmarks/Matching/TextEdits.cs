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
        !_changes.TryGetValue(tree, out var list) || !changes.Any(change => list.Exists(other => Collide(change.Span, other.Span)));

    // Neighbours do not; an insertion does where something is replaced, or inserted already.
    private static bool Collide(TextSpan one, TextSpan other) =>
        (one.IsEmpty && other.IsEmpty && one.Start == other.Start) || one.OverlapsWith(other) || Inside(one, other) || Inside(other, one);

    private static bool Inside(TextSpan one, TextSpan other) => one.IsEmpty && one.Start > other.Start && one.Start < other.End;

    public SubjectProgram Apply(SubjectProgram program) =>
        program.With(_changes.ToDictionary(static entry => entry.Key.FilePath, static entry => entry.Key.GetText().WithChanges(entry.Value.OrderBy(static change => change.Span.Start)).ToString(), StringComparer.Ordinal));
}
