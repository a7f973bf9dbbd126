using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>
/// Which callee a slot's edge leads to, by its 64-bit id: read from the skeleton when first asked, since only decorators and recordings ever ask. Thread-safe.
/// </summary>
internal static class SlotCallees
{
    /// <summary>Of a slot that no skeleton describes: the sink's, for instance.</summary>
    public const ulong NotKnown = ulong.MaxValue;

    private const int IdDigits = 16;

    /// <summary>Tells what a slot's edge joins. Engine thread, while the slot is in use.</summary>
    public static void Tell(int slot, ulong caller, ulong callee)
    {
        ref var state = ref SlotTable.State(slot);
        state.Caller = caller;
        Volatile.Write(ref state.Callee, callee);
    }

    /// <summary>Whether two slots count calls of the same callee.</summary>
    public static bool AreSame(int slot, int other)
    {
        var callee = Of(slot);
        return callee == Of(other) && callee != NotKnown;
    }

    /// <summary>Id of a slot's callee, or <see cref="NotKnown"/>.</summary>
    public static ulong Of(int slot)
    {
        var callee = Volatile.Read(ref SlotTable.State(slot).Callee);
        return callee != 0 ? callee : Find(slot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Find(int slot)
    {
        lock (SlotTable.Sync)
        {
            if (SkeletonRegistry.Holding(slot) is { } skeleton)
                Fill(skeleton);
            ref var callee = ref SlotTable.State(slot).Callee;
            if (callee == 0)
                callee = NotKnown;
            return callee;
        }
    }

    private static void Fill(RegisteredSkeleton skeleton)
    {
        foreach (var range in skeleton.Text.Split((byte)'\n'))
        {
            var line = skeleton.Text[range];
            if (!line.StartsWith("edge "u8))
                continue;
            line = line["edge ".Length..];
            if (!Utf8Parser.TryParse(line, out int ordinal, out var digits) || (uint)ordinal >= (uint)skeleton.Count)
                continue;
            var callee = digits + 1 + IdDigits + 1; // past the ordinal and the caller's id, each with the space behind it
            if (line.Length >= callee + IdDigits && Utf8Parser.TryParse(line.Slice(callee, IdDigits), out ulong id, out _, 'x'))
                Volatile.Write(ref SlotTable.State(skeleton.FirstSlot + ordinal).Callee, id);
        }
    }
}
