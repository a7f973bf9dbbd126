using ShadowGen.Shared.Model;

namespace ShadowGen.Shared.Glance;

/// <summary>The fields of a line of a model file, read where they stand: nothing is copied but what is asked for as text.</summary>
internal struct GlanceLine(string text, int start, int end)
{
    private const int ShortDigits = ModelText.ShortRef, LongDigits = 16;

    private int _at = start;

    public readonly bool IsEmpty => _at >= end;

    /// <summary>Whether the line begins with a word and a space, which is then passed over.</summary>
    public bool Begins(string word)
    {
        if (end - _at <= word.Length || text[_at + word.Length] != ' ' || string.CompareOrdinal(text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length + 1;
        return true;
    }

    public void Skip() => _at = FieldEnd + 1;

    public string Next()
    {
        var from = Math.Min(_at, end);
        var to = FieldEnd;
        _at = to + 1;
        return text.Substring(from, to - from);
    }

    /// <summary>All that is left, spaces and all.</summary>
    public readonly string Rest() => IsEmpty ? "" : text.Substring(_at, end - _at);

    /// <summary>Digits alone, up to the largest count, with a space, a colon or the line's end behind them.</summary>
    public bool TryNumber(out long value)
    {
        value = 0;
        var from = _at;
        for (; _at < end && text[_at] is >= '0' and <= '9'; _at++)
        {
            value = (value * 10) + (text[_at] - '0');
            if (value > ModelMath.MaxCount) return false;
        }
        return EndsField(from);
    }

    /// <summary>Digits alone, however many.</summary>
    public bool TrySum(out double value)
    {
        value = 0;
        var from = _at;
        for (; _at < end && text[_at] is >= '0' and <= '9'; _at++) value = (value * 10) + (text[_at] - '0');
        return EndsField(from);
    }

    /// <summary>Lower-case hexadecimal digits, 16 of them.</summary>
    public bool TryId(out ulong id) => TryHex(out id) == LongDigits;

    /// <summary>What refers to a method: <c>0</c>, the beginning of its id, or all of it.</summary>
    public bool TryRef(out ulong id, out bool isShort)
    {
        var digits = TryHex(out id);
        isShort = digits == ShortDigits;
        return digits is ShortDigits or LongDigits || (digits == 1 && id == 0);
    }

    private int TryHex(out ulong value)
    {
        value = 0;
        var from = _at;
        for (; _at < end && _at - from <= LongDigits; _at++)
        {
            var c = text[_at];
            var digit = c is >= '0' and <= '9' ? c - '0' : c is >= 'a' and <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) break;
            value = (value << 4) | (uint)digit;
        }
        var digits = _at - from;
        return EndsField(from) ? digits : 0;
    }

    private bool EndsField(int from)
    {
        if (_at == from || (_at < end && text[_at] is not (' ' or ':'))) return false;
        _at++;
        return true;
    }

    private readonly int FieldEnd => IsEmpty ? end : text.IndexOf(' ', _at, end - _at) is >= 0 and var found ? found : end;
}
