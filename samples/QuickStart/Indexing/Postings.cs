namespace ShadowGen.QuickStart.Indexing;

/// <summary>Where one term occurs: documents in ascending order, and in each its positions in ascending order.</summary>
internal sealed class Postings
{
    private int[] _documents = new int[1];
    private int[] _ends = new int[1];
    private int[] _positions = new int[2];
    private int _count;
    private int _occurrences;

    /// <summary>Documents that hold the term.</summary>
    public int DocumentFrequency => _count;

    /// <summary>The documents, ascending.</summary>
    public ReadOnlySpan<int> Documents => _documents.AsSpan(0, _count);

    /// <summary>Adds an occurrence; documents, and positions within one, must not descend.</summary>
    public void Add(int document, int position)
    {
        if (_count == 0 || _documents[_count - 1] != document)
        {
            if (_count == _documents.Length)
            {
                Array.Resize(ref _documents, 2 * _count);
                Array.Resize(ref _ends, 2 * _count);
            }
            _documents[_count++] = document;
        }
        if (_occurrences == _positions.Length) Array.Resize(ref _positions, 2 * _occurrences);
        _positions[_occurrences++] = position;
        _ends[_count - 1] = _occurrences;
    }

    /// <summary>The place of a document in <see cref="Documents"/>; negative when it does not hold the term.</summary>
    public int Find(int document) => Documents.BinarySearch(document);

    /// <summary>The positions of the term in the document at <paramref name="index"/> of <see cref="Documents"/>, ascending.</summary>
    [Unshadowed]
    public ReadOnlySpan<int> PositionsAt(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _positions.AsSpan(start, _ends[index] - start);
    }
}
