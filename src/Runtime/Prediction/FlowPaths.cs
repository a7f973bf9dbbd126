using ShadowGen.Sequences;

namespace ShadowGen.Prediction;

/// <summary>Where the flows and threads were that were followed last, so that their calls go on from there. The one not met for longest gives way. Engine thread only.</summary>
internal sealed class FlowPaths
{
    private const int Capacity = 32;

    /// <summary>Calls on one path; more share the last frame.</summary>
    private const int PathCapacity = 192;

    private readonly Entry[] _entries = new Entry[Capacity];
    private long _turn;

    public FlowPaths()
    {
        for (var i = 0; i < Capacity; i++) _entries[i].Path = new(PathCapacity);
    }

    public long Bytes => _entries.Sum(entry => entry.Path.Bytes);

    /// <summary>The path of a flow or thread.</summary>
    /// <param name="key">Of the flow or thread; not 0.</param>
    /// <param name="known">True: its path as it was left. False: one that was left by another, which is the caller's to end and begin anew.</param>
    public CallPath Of(long key, out bool known)
    {
        var oldest = 0;
        for (var i = 0; i < Capacity; i++)
        {
            ref var entry = ref _entries[i];
            if (entry.Key == key)
            {
                entry.Turn = ++_turn;
                known = true;
                return entry.Path;
            }
            if (entry.Turn < _entries[oldest].Turn) oldest = i;
        }
        ref var taken = ref _entries[oldest];
        (taken.Key, taken.Turn) = (key, ++_turn);
        known = false;
        return taken.Path;
    }

    private struct Entry
    {
        public long Key;
        public long Turn;
        public CallPath Path;
    }
}
