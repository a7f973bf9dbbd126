namespace ShadowGen.Sequences;

/// <summary>
/// Everything that is learned of sequences, in arrays of fixed length. One thread writes; others may read meanwhile: a row that is being written can then be read
/// half old, half new, which makes a forecast of neither moment, and still one of probabilities.
/// </summary>
internal sealed class SequenceMemory
{
    private int[] _outcomes;

    /// <param name="operations">Operations to begin with; see <see cref="Grow"/>.</param>
    /// <param name="options">What it may hold.</param>
    public SequenceMemory(int operations, SequenceOptions options)
    {
        History = new(options.History);
        Matches = MatchModels.IndicesOf(History);
        Short = new(options.ShortRows, isWide: false);
        Wide = new(options.WideRows, isWide: true);
        Leaves = new(operations);
        _outcomes = new int[operations + 1];
    }

    /// <summary>Operations are 0 to this − 1.</summary>
    public int Operations => _outcomes.Length - 1;

    public CallHistory History { get; }

    public MatchIndex[] Matches { get; }

    public CountTable Short { get; }

    public CountTable Wide { get; }

    public LeafCounts Leaves { get; }

    public MixerMemory Decisions { get; } = new();

    /// <summary>How often each outcome came.</summary>
    public int[] Outcomes => _outcomes;

    public long Bytes => History.Bytes + Matches.Sum(m => m.Bytes) + Short.Bytes + Wide.Bytes + Leaves.Bytes + Decisions.Bytes + (4L * _outcomes.Length);

    /// <summary>Makes room for more operations; allocates. At most <see cref="Outcome.MaxOperations"/>.</summary>
    public void Grow(int operations)
    {
        if (operations <= Operations) return;
        Leaves.Grow(operations);
        Array.Resize(ref _outcomes, operations + 1);
    }

    public CountTable TableOf(int context) => context < SequenceContexts.Wide ? Wide : Short;
}
