namespace ShadowGen.Branches;

/// <summary>Runs of a function by the value of one feature, or of all together, and how well that has told what they call. Not thread-safe.</summary>
/// <param name="most">Values that are told apart: then the one with the fewest runs gives way.</param>
internal sealed class BranchGroups(int most)
{
    private long[] _keys = new long[2];
    private BranchCounts?[] _counts = new BranchCounts?[2];

    /// <summary>Values known.</summary>
    public int Count { get; private set; }

    /// <summary>Bits that runs took, those of long ago forgotten.</summary>
    public double Bits { get; set; }

    public int Bytes { get; private set; } = 80;

    public ReadOnlySpan<long> Keys => _keys.AsSpan(0, Count);

    public BranchCounts this[int place] => _counts[place]!;

    /// <summary>The runs of a value; null: none yet.</summary>
    public BranchCounts? Find(long key)
    {
        var place = Keys.IndexOf(key);
        return place < 0 ? null : _counts[place];
    }

    public void Learn(long key, ReadOnlySpan<int> calls)
    {
        var place = Keys.IndexOf(key);
        if (place < 0) place = Insert(key);
        var counts = _counts[place]!;
        Bytes -= counts.Bytes;
        counts.Learn(calls);
        Bytes += counts.Bytes;
    }

    private int Insert(long key)
    {
        var place = Count < most ? Count++ : Least();
        if (place == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Min(most, 2 * place));
            Array.Resize(ref _counts, _keys.Length);
        }
        _keys[place] = key;
        if (_counts[place] is { } counts)
        {
            counts.Clear();
            return place;
        }
        _counts[place] = new();
        Bytes += 16 + _counts[place]!.Bytes;
        return place;
    }

    private int Least()
    {
        var least = 0;
        for (var i = 1; i < Count; i++) least = _counts[i]!.Runs < _counts[least]!.Runs ? i : least;
        return least;
    }
}
