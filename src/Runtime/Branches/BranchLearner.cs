namespace ShadowGen.Branches;

/// <summary>
/// What one function calls, by its arguments. Each run is foretold before it is learned, without arguments, from each feature alone and from all together: the one that has taken the fewest
/// bits of late is used, and none where what arguments say is not worth more than chance (prequential model choice: Dawid 1984). Not thread-safe.
/// </summary>
internal sealed class BranchLearner
{
    /// <summary>Values of one feature that are told apart, and combinations of all of them.</summary>
    private const int MostValues = 16, MostCombinations = 32;

    /// <summary>Bits by which a feature must be ahead: odds of a thousand to one for it.</summary>
    private const double Ahead = 10;

    /// <summary>Of the bits lost, what is kept at each run: half after 256 of them.</summary>
    private const double Kept = 0.9973;

    private readonly List<int> _callees = [];
    private readonly BranchCounts _all = new();
    private readonly BranchGroups[] _groups;
    private readonly int[] _calls = new int[BranchCounts.MostCallees];
    private double _bits;

    /// <param name="features">1 to <see cref="BranchKey.MostFeatures"/>.</param>
    /// <param name="codes">Bit n: feature n is a code, and no size.</param>
    public BranchLearner(int features, int codes)
    {
        Features = features;
        Codes = codes;
        _groups = new BranchGroups[features == 1 ? 1 : features + 1];
        for (var i = 0; i < _groups.Length; i++) _groups[i] = new(i < features ? MostValues : MostCombinations);
    }

    public int Features { get; }

    public int Codes { get; }

    /// <summary>Runs learned, those of long ago forgotten.</summary>
    public float Runs => _all.Runs;

    public int Bytes
    {
        get
        {
            var bytes = 200 + (4 * _callees.Capacity) + _all.Bytes;
            foreach (var groups in _groups) bytes += groups.Bytes;
            return bytes;
        }
    }

    /// <summary>The feature that is used, <see cref="Features"/> for all together, −1 for none.</summary>
    public int Chosen
    {
        get
        {
            var best = -1;
            for (var i = 0; i < _groups.Length; i++)
            {
                if (_groups[i].Bits + Ahead < _bits && (best < 0 || _groups[i].Bits < _groups[best].Bits)) best = i;
            }
            return best;
        }
    }

    /// <param name="arguments">A value for each feature.</param>
    /// <param name="run">What was called, each callee once.</param>
    public void Learn(ReadOnlySpan<long> arguments, ReadOnlySpan<CalleeRun> run)
    {
        var calls = Place(run);
        _bits = (_bits * Kept) + _all.BitsFor(calls, null);
        for (var i = 0; i < _groups.Length; i++)
        {
            var groups = _groups[i];
            groups.Bits = (groups.Bits * Kept) + (groups.Find(KeyOf(i, arguments)) is { } known ? known.BitsFor(calls, _all) : _all.BitsFor(calls, null));
        }
        _all.Learn(calls);
        for (var i = 0; i < _groups.Length; i++) _groups[i].Learn(KeyOf(i, arguments), calls);
    }

    /// <summary>Bits that a run would take as things stand: with its arguments, where they have proven to tell, and without.</summary>
    /// <inheritdoc cref="Learn" path="/param"/>
    public (double With, double Without) BitsFor(ReadOnlySpan<long> arguments, ReadOnlySpan<CalleeRun> run)
    {
        var calls = Place(run);
        var without = _all.BitsFor(calls, null);
        var chosen = Chosen;
        return (chosen >= 0 && _groups[chosen].Find(KeyOf(chosen, arguments)) is { } known ? known.BitsFor(calls, _all) : without, without);
    }

    /// <summary>What was learned so far, for readers on any thread.</summary>
    public ArgumentBranches Publish()
    {
        var chosen = Chosen;
        int[] callees = [.. _callees];
        var all = BranchRow.Of(callees, _all, null);
        if (chosen < 0) return new(Features, Codes, -1, [], [], all);
        var groups = _groups[chosen];
        var rows = new BranchRow[groups.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = BranchRow.Of(callees, groups[i], _all);
        return new(Features, Codes, chosen, groups.Keys.ToArray(), rows, all);
    }

    private long KeyOf(int group, ReadOnlySpan<long> arguments) =>
        group < Features ? BranchKey.Of(arguments[group], (Codes >> group & 1) != 0) : BranchKey.Of(arguments[..Features], Codes);

    private ReadOnlySpan<int> Place(ReadOnlySpan<CalleeRun> run)
    {
        Array.Clear(_calls);
        foreach (var (callee, calls) in run)
        {
            var place = _callees.IndexOf(callee);
            if (place < 0 && _callees.Count < BranchCounts.MostCallees)
            {
                place = _callees.Count;
                _callees.Add(callee);
            }
            if (place >= 0) _calls[place] += calls;
        }
        return _calls.AsSpan(0, _callees.Count);
    }
}
