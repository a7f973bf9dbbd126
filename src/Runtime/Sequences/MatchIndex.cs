namespace ShadowGen.Sequences;

/// <summary>Where in the history a run of calls last ended, by a hash of the run. One writer; readers on other threads may see a position that has just been overwritten, and check what they find.</summary>
internal sealed class MatchIndex(CallHistory history, int minimum)
{
    private readonly int[] _positions = new int[1 << 16];

    public CallHistory History => history;

    /// <summary>Calls that a match has at least.</summary>
    public int Minimum => minimum;

    public long Bytes => (long)_positions.Length * sizeof(int);

    /// <summary>The place of a run of calls: the position after its latest occurrence, 0 for none.</summary>
    /// <param name="hash">Of <see cref="Minimum"/> calls, the latest first.</param>
    public ref int PositionOf(uint hash) => ref _positions[Hashing.Finish(hash) & (uint)(_positions.Length - 1)];
}
