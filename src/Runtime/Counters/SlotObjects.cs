namespace ShadowGen.Counters;

/// <summary>An object for each slot that needs one, made when it is first asked for. Thread-safe, no lock.</summary>
internal sealed class SlotObjects<T>
    where T : class, new()
{
    private const int ChunkShift = 10;
    private const int ChunkSize = 1 << ChunkShift;

    private readonly T?[]?[] _chunks = new T?[SlotTable.MaxSlots >> ChunkShift][];

    /// <summary>The object of a slot; null for 0 and for the sink, whose calls belong to no node.</summary>
    public T? Of(int slot)
    {
        if (slot < SlotTable.SinkSlots || slot >= SlotTable.MaxSlots)
            return null;
        ref var chunk = ref _chunks[slot >> ChunkShift];
        var objects = Volatile.Read(ref chunk);
        if (objects is null)
        {
            var added = new T?[ChunkSize];
            objects = Interlocked.CompareExchange(ref chunk, added, null) ?? added;
        }

        ref var place = ref objects[slot & (ChunkSize - 1)];
        var found = Volatile.Read(ref place);
        if (found is null)
        {
            var added = new T();
            found = Interlocked.CompareExchange(ref place, added, null) ?? added;
        }

        return found;
    }

    /// <summary>The object of a slot, or null when nobody has asked for it.</summary>
    public T? Existing(int slot) => Volatile.Read(ref _chunks[slot >> ChunkShift])?[slot & (ChunkSize - 1)];

    /// <summary>Whether any slot from <paramref name="slot"/> to the end of its chunk may have an object, and where the next chunk begins.</summary>
    public bool HasChunk(int slot, out int next)
    {
        next = (slot | (ChunkSize - 1)) + 1;
        return Volatile.Read(ref _chunks[slot >> ChunkShift]) is not null;
    }

    /// <summary>Takes the object of a slot out, so that the slot's next user gets one of its own.</summary>
    public T? Remove(int slot)
    {
        var objects = Volatile.Read(ref _chunks[slot >> ChunkShift]);
        return objects is null ? null : Interlocked.Exchange(ref objects[slot & (ChunkSize - 1)], null);
    }
}
