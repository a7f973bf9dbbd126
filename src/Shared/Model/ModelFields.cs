namespace ShadowGen.Shared.Model;

/// <summary>The fields of a line, one space between.</summary>
internal struct ModelFields(string line)
{
    private int _at;

    public readonly bool IsEmpty => _at >= line.Length;

    /// <summary>The next field; empty when there is none.</summary>
    public string Next()
    {
        if (IsEmpty) return "";
        var end = line.IndexOf(' ', _at);
        if (end < 0) end = line.Length;
        var field = line.Substring(_at, end - _at);
        _at = end + 1;
        return field;
    }

    /// <summary>All that is left, spaces and all.</summary>
    public readonly string Rest() => IsEmpty ? "" : line.Substring(_at);
}
