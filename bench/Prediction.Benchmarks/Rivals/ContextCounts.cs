namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>How often each outcome came in one context.</summary>
internal sealed class ContextCounts
{
    private int[] _outcomes = new int[2];
    private int[] _counts = new int[2];

    /// <summary>Outcomes that ever came.</summary>
    public int Distinct { get; private set; }

    public int Total { get; private set; }

    /// <summary>For context-tree weighting, by depth of tree: the odds of this node's own estimate against its children's.</summary>
    public double[] OwnOdds { get; } = [1, 1];

    public ReadOnlySpan<int> Outcomes => _outcomes.AsSpan(0, Distinct);

    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, Distinct);

    public int this[int outcome] => Outcomes.IndexOf(outcome) is >= 0 and var i ? _counts[i] : 0;

    public void Add(int outcome)
    {
        var i = Outcomes.IndexOf(outcome);
        if (i < 0)
        {
            if (Distinct == _outcomes.Length)
            {
                Array.Resize(ref _outcomes, 2 * Distinct);
                Array.Resize(ref _counts, 2 * Distinct);
            }
            i = Distinct++;
            _outcomes[i] = outcome;
        }
        _counts[i]++;
        Total++;
    }
}
