namespace ShadowGen.QuickStart.Indexing;

/// <summary>Which documents hold which terms, and where. Filled by one thread; read by any once filled.</summary>
internal sealed class InvertedIndex
{
    /// <summary>Longer runs of letters are data, not words: they take a position, and are not indexed.</summary>
    public const int MaximumTermLength = 64;

    private readonly List<int> _lengths = [];
    private readonly List<Postings> _postings = [];

    public Vocabulary Vocabulary { get; } = new();

    public int DocumentCount => _lengths.Count;

    /// <summary>Terms over all documents.</summary>
    public long TotalLength { get; private set; }

    public double AverageLength => DocumentCount == 0 ? 0 : (double)TotalLength / DocumentCount;

    /// <summary>Adds a document.</summary>
    /// <returns>Its number: 0 for the first, then one more for each.</returns>
    public int Add(ReadOnlySpan<char> text)
    {
        var document = _lengths.Count;
        var tokenizer = new Tokenizer(text);
        var position = 0;
        for (; tokenizer.TryNext(out var token); position++)
        {
            if (token.Length <= MaximumTermLength) PostingsFor(Vocabulary.GetOrAdd(token.In(text))).Add(document, position);
        }
        _lengths.Add(position);
        TotalLength += position;
        return document;
    }

    /// <returns>Null for a term that no document holds.</returns>
    public Postings? Find(ReadOnlySpan<char> term) => Vocabulary.Find(term) is >= 0 and var id ? _postings[id] : null;

    /// <summary>Terms in a document.</summary>
    [Unshadowed]
    public int LengthOf(int document) => _lengths[document];

    [Unshadowed]
    public Postings PostingsOf(int term) => _postings[term];

    [Unshadowed]
    private Postings PostingsFor(int term)
    {
        if (term == _postings.Count) _postings.Add(new());
        return _postings[term];
    }
}
