using ShadowGen.Branches;
using ShadowGen.Counters;
using ShadowGen.Generated;
using ShadowGen.Prediction;

namespace ShadowGen.Engine;

/// <summary>Reads the running thread's own block: where it is, and what it called last. No lock, no allocation.</summary>
internal static unsafe class TraceCapture
{
    /// <summary>Calls that the longest context of the published table looks at.</summary>
    public const int ContextLength = 4;

    /// <summary>The slot of the innermost call, or 0 outside of any.</summary>
    public static uint CurrentSlot()
    {
        var block = Current();
        return block == null || block->Top == block->Base ? 0 : *(uint*)(block->Top - sizeof(uint));
    }

    /// <summary>Copies the newest ring entries, newest last, and returns how many there were.</summary>
    public static int Recent(Span<uint> destination)
    {
        var block = ThreadBlock.Current;
        if (block == null)
            return 0;
        var position = block->Position;
        var count = (int)Math.Min((uint)destination.Length, position / sizeof(uint));
        for (var i = 0; i < count; i++)
            destination[i] = *ThreadBlock.Entry(block, position - ((uint)(count - i) * sizeof(uint)));
        return count;
    }

    public static ExecutionTrace Capture(ShadowSnapshot snapshot)
    {
        var buffer = default(TraceBuffer);
        buffer.LastSiblingSlot = -1;
        var block = Current();
        if (block != null)
        {
            buffer.Depth = (int)((block->Top - block->Base) / sizeof(uint));
            buffer.FlowId = block->FlowId;
            var sibling = *(int*)block->Top;
            buffer.LastSiblingSlot = sibling > 0 ? sibling : -1;
            var kept = buffer.PathCount;
            var first = (uint*)block->Top - kept;
            for (var i = 0; i < kept; i++)
                buffer.Path[i] = first[i];
            Span<uint> recent = buffer.Recent;
            buffer.RecentCount = Recent(recent);
        }

        return new ExecutionTrace(snapshot.Graph, in buffer, BranchOf(block, snapshot));
    }

    // Of a call that is measured the arguments are known: what calls with such arguments call.
    private static BranchRow? BranchOf(ThreadBlock* block, ShadowSnapshot snapshot)
    {
        if (block == null || block->Top == block->Base)
            return null;
        var arguments = default(ArgumentValues);
        var frame = block->Top - sizeof(uint);
        var count = SlowPath.ArgumentsOf(frame, ref arguments);
        var edge = count == 0 ? -1 : snapshot.Graph.Structure.EdgeOfSlot(*(uint*)frame);
        return edge < 0 ? null : snapshot.Branches.Find(snapshot.Graph.Structure.Callee[edge], ((ReadOnlySpan<long>)arguments)[..count]);
    }

    /// <summary>The running thread's block, after what ended flows left on its path was dropped; null when it has none.</summary>
    public static ThreadBlock* Current()
    {
        var block = ThreadBlock.Current;
        if (block != null && block->Ended != null)
            ThreadBlock.DropEnded(block);
        return block;
    }
}
