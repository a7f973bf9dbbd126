using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Engine;

/// <summary>Sums the exact counts of all threads. The result never runs ahead of the truth, and never goes back.</summary>
internal sealed class CounterReader(GraphModel graph)
{
    private long[] _calls = [];
    private long[] _reloads = [];
    private long[] _left = [];

    /// <summary>Calls by slot as of the last read.</summary>
    public ReadOnlySpan<long> Calls => _calls;

    public void Read(SkeletonLoader skeletons)
    {
        int end;
        lock (SlotTable.Sync)
        {
            end = SlotTable.End;
            Grow(end);
            ThreadRegistry.SweepDead();
            for (var slot = SlotTable.SinkSlots; slot < end; slot++)
                _reloads[slot] = Volatile.Read(ref SlotTable.State(slot).Reloads);
            ThreadRegistry.SumCells(SlotTable.SinkSlots, _left.AsSpan(SlotTable.SinkSlots, end - SlotTable.SinkSlots));
        }

        foreach (var skeleton in skeletons.Active)
        {
            for (var slot = skeleton.FirstSlot; slot < skeleton.FirstSlot + skeleton.Count; slot++)
                Take(slot, _reloads[slot] - _left[slot]);
        }
    }

    /// <summary>Takes the last counts of slots whose cells have been folded, and forgets them. Call under <see cref="SlotTable.Sync"/>.</summary>
    public void ReadFolded(int first, int count)
    {
        Grow(first + count);
        for (var slot = first; slot < first + count; slot++)
        {
            Take(slot, Volatile.Read(ref SlotTable.State(slot).Reloads));
            _calls[slot] = 0;
        }
    }

    private void Take(int slot, long calls)
    {
        if (calls <= _calls[slot])
            return;
        _calls[slot] = calls;
        graph.SetCalls(slot, calls);
    }

    private void Grow(int end)
    {
        if (_calls.Length >= end)
            return;
        var size = Math.Max(end, _calls.Length * 2);
        Array.Resize(ref _calls, size);
        Array.Resize(ref _reloads, size);
        Array.Resize(ref _left, size);
    }
}
