namespace ShadowGen.Counters;

/// <summary>The network counters of all slots, each made when its first byte comes. Thread-safe, no lock.</summary>
internal static class NetworkCounters
{
    private const int ChunkShift = 10;
    private const int ChunkSize = 1 << ChunkShift;

    private static readonly NetworkCounter?[]?[] Chunks = new NetworkCounter?[SlotTable.MaxSlots >> ChunkShift][];

    /// <summary>The counter of a slot; null for 0 and for the sink, whose calls belong to no node.</summary>
    public static NetworkCounter? Of(int slot)
    {
        if (slot < SlotTable.SinkSlots || slot >= SlotTable.MaxSlots)
            return null;
        ref var chunk = ref Chunks[slot >> ChunkShift];
        var counters = Volatile.Read(ref chunk);
        if (counters is null)
        {
            var added = new NetworkCounter?[ChunkSize];
            counters = Interlocked.CompareExchange(ref chunk, added, null) ?? added;
        }

        ref var place = ref counters[slot & (ChunkSize - 1)];
        var counter = Volatile.Read(ref place);
        if (counter is null)
        {
            var added = new NetworkCounter();
            counter = Interlocked.CompareExchange(ref place, added, null) ?? added;
        }

        return counter;
    }

    /// <summary>The counter of a slot, or null when no byte has come.</summary>
    public static NetworkCounter? Existing(int slot) => Volatile.Read(ref Chunks[slot >> ChunkShift])?[slot & (ChunkSize - 1)];

    /// <summary>Whether any slot from <paramref name="slot"/> to the end of its chunk may have a counter, and where the next chunk begins.</summary>
    public static bool HasChunk(int slot, out int next)
    {
        next = (slot | (ChunkSize - 1)) + 1;
        return Volatile.Read(ref Chunks[slot >> ChunkShift]) is not null;
    }

    /// <summary>Takes the counter of a slot out, so that the slot's next user gets one of its own.</summary>
    public static NetworkCounter? Remove(int slot)
    {
        var counters = Volatile.Read(ref Chunks[slot >> ChunkShift]);
        return counters is null ? null : Interlocked.Exchange(ref counters[slot & (ChunkSize - 1)], null);
    }
}
