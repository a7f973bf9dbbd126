using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>What all threads share about one slot. Written on the slow path and by the engine.</summary>
internal struct SlotState
{
    /// <summary>Calls that the cells were ever loaded with, plus one for each load: calls made = this − Σ cells.</summary>
    public long Reloads;

    /// <summary>Mean number of calls from one sample to the next; at least 1. Races on it are harmless: it only steers sampling.</summary>
    public int Interval;

    /// <summary>Samples since the engine last set <see cref="Interval"/>.</summary>
    public int SamplesSinceTick;

    /// <summary>Id of the edge's callee; 0 until the engine knows the slot, or <see cref="SlotCallees"/> is asked for it.</summary>
    public ulong Callee;

    /// <summary>Id of the function that the edge's calls are written in; 0 until the engine knows the slot.</summary>
    public ulong Caller;
}

/// <summary>
/// Hands out slots and keeps their shared state. Slots up to <see cref="SinkSlots"/> are a sink: what cannot be registered
/// counts there, so that emitted code always has a slot that is safe to use.
/// </summary>
internal static class SlotTable
{
    /// <summary>Size of the sink: the most edges that one generated file may have.</summary>
    public const int SinkSlots = 4096;

    /// <summary>The most slots a process can have; what comes later goes to the sink.</summary>
    public const int MaxSlots = 1 << 18;

    private const int ChunkShift = 12;
    private const int ChunkSize = 1 << ChunkShift;

    private static readonly SlotState[]?[] Chunks = new SlotState[MaxSlots >> ChunkShift][];
    private static readonly List<(int First, int Count)> Free = [];
    private static int _end = SinkSlots;

    static SlotTable() => AddChunk(0);

    /// <summary>One past the highest slot ever handed out.</summary>
    public static int End => Volatile.Read(ref _end);

    /// <summary>Guards registration and retirement.</summary>
    public static Lock Sync { get; } = new();

    public static ref SlotState State(int slot) => ref Chunks[slot >> ChunkShift]![slot & (ChunkSize - 1)];

    /// <summary>Takes a range of slots out of the free ones or from the end; the sink's first when there are none left. Call under <see cref="Sync"/>.</summary>
    public static int Take(int count)
    {
        if (count is 0 or > SinkSlots)
            return 0;
        for (var i = 0; i < Free.Count; i++)
        {
            var (first, size) = Free[i];
            if (size < count)
                continue;
            if (size == count)
                Free.RemoveAt(i);
            else
                Free[i] = (first + count, size - count);
            return first;
        }

        if (_end > MaxSlots - count)
            return 0;
        var start = _end;
        for (var chunk = start >> ChunkShift; chunk <= (start + count - 1) >> ChunkShift; chunk++)
            AddChunk(chunk);
        Volatile.Write(ref _end, start + count);
        return start;
    }

    /// <summary>Gives a range back; its counters must have been folded. Call under <see cref="Sync"/>.</summary>
    public static void Return(int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
            State(slot) = new SlotState { Interval = 1 };

        var at = Free.FindIndex(range => range.First > first);
        Free.Insert(at < 0 ? Free.Count : at, (first, count));
        for (var i = Free.Count - 1; i > 0; i--)
        {
            if (Free[i - 1].First + Free[i - 1].Count != Free[i].First)
                continue;
            Free[i - 1] = (Free[i - 1].First, Free[i - 1].Count + Free[i].Count);
            Free.RemoveAt(i);
        }
    }

    private static void AddChunk(int chunk)
    {
        if (Chunks[chunk] is not null)
            return;
        var states = new SlotState[ChunkSize];
        foreach (ref var state in states.AsSpan())
            state.Interval = 1;
        Volatile.Write(ref Unsafe.AsRef(in Chunks[chunk]), states);
    }
}
