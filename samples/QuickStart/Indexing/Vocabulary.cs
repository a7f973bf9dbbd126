namespace ShadowGen.QuickStart.Indexing;

/// <summary>Numbers terms, whatever their case (ordinal). A term is spelled as it was first seen.</summary>
internal sealed class Vocabulary
{
    private readonly List<string> _terms = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public Vocabulary() => _bySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _terms.Count;

    public string this[int id] => _terms[id];

    public int GetOrAdd(ReadOnlySpan<char> term)
    {
        if (_bySpan.TryGetValue(term, out var id)) return id;
        id = _terms.Count;
        var text = term.ToString();
        _terms.Add(text);
        _ids.Add(text, id);
        return id;
    }

    /// <returns>The number, or -1 for a term that no document holds.</returns>
    public int Find(ReadOnlySpan<char> term) => _bySpan.TryGetValue(term, out var id) ? id : -1;
}
