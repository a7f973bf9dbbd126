namespace ShadowGen.QuickStart.Indexing;

/// <summary>
/// Cuts a text into terms without copying it: runs of letters or of digits, with identifiers split where their words begin
/// (<c>XMLReader2</c> is XML, Reader, 2). Characters outside of the basic multilingual plane separate terms.
/// </summary>
internal ref struct Tokenizer(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _next;

    private enum CharacterKind
    {
        Separator,
        Digit,
        Upper,
        Lower,
    }

    /// <summary>The next term; false at the end of the text.</summary>
    public bool TryNext(out Token token)
    {
        while (_next < _text.Length && KindOf(_text[_next]) == CharacterKind.Separator) _next++;
        var start = _next;
        if (start == _text.Length)
        {
            token = default;
            return false;
        }
        _next = EndOf(start);
        token = new(start, _next - start);
        return true;
    }

    // Too small to be worth a shim of their own: the nearest declaration wins over the namespace's.
    [Unshadowed]
    private readonly int EndOf(int start)
    {
        var kind = KindOf(_text[start]);
        var end = RunEnd(start, kind);
        if (kind != CharacterKind.Upper) return end;
        if (end == _text.Length || KindOf(_text[end]) != CharacterKind.Lower) return end;
        // The last capital before small letters begins the next word, unless it is the only one.
        return end - start > 1 ? end - 1 : RunEnd(end, CharacterKind.Lower);
    }

    [Unshadowed]
    private readonly int RunEnd(int start, CharacterKind kind)
    {
        var end = start;
        while (end < _text.Length && KindOf(_text[end]) == kind) end++;
        return end;
    }

    // Letters without case, and marks that combine with the letter before, go with the small ones.
    [Unshadowed]
    private static CharacterKind KindOf(char c)
    {
        if (char.IsAsciiLetterLower(c)) return CharacterKind.Lower;
        if (char.IsUpper(c)) return CharacterKind.Upper;
        if (char.IsDigit(c)) return CharacterKind.Digit;
        return char.IsLetter(c) || IsMark(c) ? CharacterKind.Lower : CharacterKind.Separator;
    }

    [Unshadowed]
    private static bool IsMark(char c) =>
        c >= '\u0300' && char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
