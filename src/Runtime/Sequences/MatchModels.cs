namespace ShadowGen.Sequences;

/// <summary>Matches found by different lengths: a short one is there early, a long one is sure. Not thread-safe.</summary>
internal sealed class MatchModels(MatchIndex[] indices)
{
    public const int Count = 3;

    /// <summary>How sure matches are, from none at all to two that disagree.</summary>
    public const int Levels = 8;

    private static readonly int[] Minimum = [2, 5, 14];

    private readonly MatchModel[] _models = Array.ConvertAll(indices, index => new MatchModel(index));

    /// <summary>What each expects next, or <see cref="MatchModel.Nothing"/>.</summary>
    public int[] Expected { get; } = new int[Count];

    public MatchModel this[int match] => _models[match];

    /// <summary>What the matches of one history are found by.</summary>
    public static MatchIndex[] IndicesOf(CallHistory history) => Array.ConvertAll(Minimum, length => new MatchIndex(history, length));

    public void Begin()
    {
        foreach (var model in _models) model.Begin();
    }

    /// <summary>A call was made; the path has it already, and, if this <paramref name="records"/>, so has the history.</summary>
    public void Follow(CallPath path, bool records)
    {
        var (hash, length) = (0x1357u, 0);
        var recents = path.Recents;
        // From the shortest on: the hash of a longer run goes on from that of a shorter one.
        foreach (var model in _models)
        {
            while (length < model.Minimum) hash = Hashing.Mix(hash, recents[^++length]);
            model.Follow(path, hash, records);
        }
    }

    /// <summary>What they expect when that many calls have returned since the last one.</summary>
    public void Expect(int pops)
    {
        for (var i = 0; i < Count; i++) Expected[i] = _models[i].Expects(pops);
    }

    /// <summary>0 to <see cref="Levels"/> − 1, by the longest match that expects anything, and whether the two longer ones agree.</summary>
    public int Level()
    {
        var longest = 0;
        for (var i = 0; i < Count; i++)
        {
            if (Expected[i] != MatchModel.Nothing) longest = Math.Max(longest, _models[i].Length);
        }
        var (medium, longer) = (Expected[Count - 2], Expected[Count - 1]);
        if (medium != longer && medium != MatchModel.Nothing && longer != MatchModel.Nothing) return Levels - 1;
        return longest switch { 0 => 0, < 8 => 1, < 12 => 2, < 16 => 3, < 24 => 4, < 32 => 5, _ => 6 };
    }
}
