namespace ShadowGen.Sequences;

/// <summary>Where in the history a run of calls last ended, by a hash of the run. One writer; readers on other threads may see a position that has just been overwritten, and check what they find.</summary>
internal sealed class MatchIndex(CallHistory history, int minimum)
{
    private readonly int[] _positions = new int[1 << 16];

    public CallHistory History => history;

    /// <summary>Calls that a match has at least.</summary>
    public int Minimum => minimum;

    public long Bytes => (long)_positions.Length * sizeof(int);

    /// <summary>The place of the last calls of a path: the position after their latest occurrence, 0 for none.</summary>
    public ref int PositionOf(CallPath path)
    {
        var hash = 0x1357u;
        for (var i = 1; i <= minimum; i++) hash = Hashing.Mix(hash, path.Recent(i));
        return ref _positions[Hashing.Finish(hash) & (uint)(_positions.Length - 1)];
    }
}
