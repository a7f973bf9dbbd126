using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>Slots that one call has called, and how often each: the slot in the low bits, the calls in the high ones.</summary>
[InlineArray(Capacity)]
internal struct CalleeCounts
{
    /// <summary>Slots that one call may call to be told of.</summary>
    public const int Capacity = 12;

    private const int SlotBits = 18;

    /// <summary>More calls count as this.</summary>
    private const uint MostCalls = (1u << (32 - SlotBits)) - 1;

    private const uint One = 1u << SlotBits;

    private uint _first;

    public static int SlotOf(uint entry) => (int)(entry & (One - 1));

    public static int CallsOf(uint entry) => (int)(entry >> SlotBits);

    public static uint First(int slot) => (uint)slot | One;

    public static uint Next(uint entry) => entry >> SlotBits == MostCalls ? entry : entry + One;
}

/// <summary>
/// What a call has called itself, read off its own thread's flight recorder when it returns: calls that are written in the callee's code. On the path of sampled calls only; no lock, no
/// allocation. Only on the block's thread.
/// </summary>
internal static unsafe class CallWindow
{
    /// <summary>Calls of a call, with all that is below, that are looked through; of a longer one nothing is told.</summary>
    public const int MostCalls = 1024;

    /// <param name="block">Of the running thread.</param>
    /// <param name="from">Its position when the call had begun.</param>
    /// <param name="slot">The call's.</param>
    /// <param name="callees">Filled from the front.</param>
    /// <returns>How many slots; below 0 when it cannot be told: the call was too long, calls too many others, is recursive, or the engine does not know its slot yet.</returns>
    public static int Read(ThreadBlock* block, uint from, int slot, ref CalleeCounts callees)
    {
        var function = Volatile.Read(ref SlotTable.State(slot).Callee);
        var calls = (block->Position - from) / sizeof(uint);
        if (function is 0 or SlotCallees.NotKnown || calls > MostCalls) return -1;
        Measurements.CountRead((int)calls);
        var count = 0;
        for (var position = from; position != block->Position; position += sizeof(uint))
        {
            var entry = *ThreadBlock.Entry(block, position);
            if ((entry & ThreadBlock.Marker) != 0) continue;
            ref var state = ref SlotTable.State((int)entry);
            // What a call of the same function within has called stands there as well, and cannot be told apart.
            if (state.Callee == function) return -1;
            if (state.Caller != function) continue;
            var at = 0;
            while (at < count && CalleeCounts.SlotOf(callees[at]) != (int)entry) at++;
            if (at == CalleeCounts.Capacity) return -1;
            callees[at] = at == count ? CalleeCounts.First((int)entry) : CalleeCounts.Next(callees[at]);
            count = Math.Max(count, at + 1);
        }
        return count;
    }
}
