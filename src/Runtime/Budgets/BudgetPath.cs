using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Budgets;

/// <summary>Names the calls on a path. Read from the text that generated code registered, as the graph may not have come to it yet: slow, and rarely wanted.</summary>
internal static unsafe class BudgetPath
{
    private const int Most = 32;

    /// <summary>The innermost calls of the running thread, outermost first.</summary>
    /// <param name="block">The running thread's.</param>
    /// <param name="next">The slot of the call that was about to be made: the last of the path.</param>
    public static string[] Of(ThreadBlock* block, int next)
    {
        var depth = (int)((block->Top - block->Base) / sizeof(uint));
        var kept = Math.Min(depth, Most - 1);
        var slots = new int[kept + 1];
        for (var i = 0; i < kept; i++)
            slots[i] = ((int*)block->Top)[i - kept];
        slots[kept] = next;
        var names = new Dictionary<int, string>();
        foreach (var slot in slots)
        {
            if (!names.ContainsKey(slot))
                names[slot] = NameOf(slot);
        }

        return Array.ConvertAll(slots, slot => names[slot]);
    }

    private static string NameOf(int slot)
    {
        lock (SlotTable.Sync)
        {
            if (SkeletonRegistry.Holding(slot) is not { } skeleton)
                return "(unknown)";
            var file = SkeletonParser.Parse(skeleton.Text);
            var edge = file.Edges.Find(e => e.Ordinal == slot - skeleton.FirstSlot);
            var id = file.Functions.Find(f => f.Id == edge.Callee).DocumentationId;
            return id is null ? "(unknown)" : DocumentationId.ToName(id);
        }
    }
}
