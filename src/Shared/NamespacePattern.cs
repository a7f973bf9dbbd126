namespace ShadowGen.Shared;

/// <summary>
/// The pattern of <c>[assembly: ShadowNamespace("Shop.Orders.**")]</c>: segments are identifiers, <c>*</c> (exactly one segment) or,
/// at the end only, <c>**</c> (this namespace and all below it). Immutable; matching does not allocate. <c>default</c> matches nothing.
/// </summary>
internal readonly struct NamespacePattern : IEquatable<NamespacePattern>
{
    private const string AnySegment = "*";
    private const string AnyDepth = "**";

    private readonly string? _text;

    private NamespacePattern(string text) => _text = text;

    /// <summary>Reads a pattern. On failure <paramref name="error"/> is a full sentence or two: what is wrong, and what to write instead.</summary>
    public static bool TryParse(string? text, out NamespacePattern pattern, out string? error)
    {
        error = NamespacePatternFault.Find(text);
        pattern = error is null ? new NamespacePattern(text!) : default;
        return error is null;
    }

    /// <summary>Whether a namespace is meant. Ordinal and case-sensitive, as C# names are.</summary>
    /// <param name="ns">A full name such as <c>Shop.Orders</c>; empty for the global namespace.</param>
    public bool Matches(string ns)
    {
        if (_text is null)
        {
            return false;
        }

        var pattern = new Segments(_text);
        var name = new Segments(ns);
        while (pattern.MoveNext())
        {
            if (pattern.Is(AnyDepth))
            {
                return true;
            }

            if (!name.MoveNext() || !(pattern.Is(AnySegment) || pattern.Equals(name)))
            {
                return false;
            }
        }

        return !name.MoveNext();
    }

    /// <inheritdoc />
    public bool Equals(NamespacePattern other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is NamespacePattern other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _text is null ? 0 : StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The pattern as written.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>Walks the dotted segments of a name in place; an empty name has none.</summary>
    private struct Segments(string text)
    {
        private int _start;
        private int _end = -1;

        public bool MoveNext()
        {
            if (_end >= text.Length || text.Length == 0)
            {
                return false;
            }

            _start = _end + 1;
            var dot = text.IndexOf('.', _start);
            _end = dot < 0 ? text.Length : dot;
            return true;
        }

        public readonly bool Is(string segment) =>
            _end - _start == segment.Length && string.CompareOrdinal(text, _start, segment, 0, segment.Length) == 0;

        public readonly bool Equals(Segments other) => _end - _start == other._end - other._start && other.StartsAt(text, _start);

        private readonly bool StartsAt(string segmentOwner, int start) =>
            string.CompareOrdinal(text, _start, segmentOwner, start, _end - _start) == 0;
    }
}
