namespace ShadowGen.QuickStart.Indexing;

/// <summary>A term in a text.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Characters.</param>
internal readonly record struct Token(int Start, int Length)
{
    [Unshadowed]
    public ReadOnlySpan<char> In(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
