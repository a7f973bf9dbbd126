namespace ShadowGen.Counters;

/// <summary>
/// The flows that one thread has entered and not yet left, innermost last, each with the path position to go back to.
/// Contexts are entered and left in any order that the host likes: leaving for a flow that was current further down leaves all above it.
/// </summary>
/// <param name="block">The thread's own; it keeps it as long as it lives.</param>
internal sealed unsafe class FlowSwitches(ThreadBlock* block)
{
    private const int Deepest = 16;

    private readonly ThreadBlock* _block = block;
    private readonly Switched[] _entered = new Switched[Deepest];
    private int _depth;

    /// <param name="left">The flow that was current.</param>
    /// <param name="entered">The flow that is current now.</param>
    /// <param name="threadChanged">False when the code itself opened the flow: its own call then puts the root on the path.</param>
    public void Switch(FlowContext? left, FlowContext? entered, bool threadChanged)
    {
        var block = _block;
        if (block->Ended != null)
            ThreadBlock.DropEnded(block);
        if (threadChanged)
            left?.Measurement?.SynchronousPartEnded();
        var last = _depth - 1;
        if (last >= 0 && ReferenceEquals(_entered[last].Left, entered))
            Leave(block, last, threadChanged);
        else if (last >= 0 && !threadChanged && left is { HasEnded: true })
            EndInPlace(block, _entered[last].Top, entered);
        else if (!LeaveSeveral(block, entered, last - 1, threadChanged))
            GoInto(block, left, entered, threadChanged);
        block->FlowId = FlowContext.Live(entered)?.Id ?? 0;
        ThreadBlock.Record(block, ThreadBlock.Marker | (uint)(block->FlowId & 0x7FFF_FFFF));
        block->Markers++;
    }

    private void Leave(ThreadBlock* block, int index, bool threadChanged)
    {
        Drop(block, _entered[index].Top, hasCallsAbove: !threadChanged && IsAbove(block, index));
        _entered.AsSpan(index, _depth - index).Clear();
        _depth = index;
    }

    /// <summary>Whether there are calls under way among or above the frames of the flows from <paramref name="index"/> on: those put their frame's place back when they return.</summary>
    private bool IsAbove(ThreadBlock* block, int index)
    {
        var top = _entered[index].Top;
        for (var i = index; i < _depth; i++, top += sizeof(uint))
        {
            if (_entered[i].Top != top)
                return true;
        }

        return block->Top > top;
    }

    private static void Drop(ThreadBlock* block, byte* frame, bool hasCallsAbove)
    {
        if (hasCallsAbove)
            ThreadBlock.EndUnderCalls(block, frame);
        else if (block->Top > frame)
            block->Top = frame; // it may be lower by now: then the calls in which the flow began have returned
    }

    // A named flow ends on a thread that came in by an await: the host did not leave it, so that what the thread goes back to stays, and the flow around it goes on.
    private static void EndInPlace(ThreadBlock* block, byte* frame, FlowContext? around)
    {
        if (around is null)
            Drop(block, frame, block->Top > frame + sizeof(uint));
        else if (frame < block->Top)
            *(uint*)frame = (uint)around.RootSlot;
    }

    private bool LeaveSeveral(ThreadBlock* block, FlowContext? flow, int from, bool threadChanged)
    {
        for (var i = from; i >= 0; i--)
        {
            if (!ReferenceEquals(_entered[i].Left, flow))
                continue;
            Leave(block, i, threadChanged);
            return true;
        }

        return false;
    }

    private void GoInto(ThreadBlock* block, FlowContext? left, FlowContext? flow, bool threadChanged)
    {
        if (_depth == Deepest)
        {
            // Deeper than anything sensible: forget the oldest. Its path position heals when the frame that pushed it pops.
            _entered.AsSpan(1).CopyTo(_entered);
            _depth--;
        }

        var top = block->Top;
        _entered[_depth++] = new Switched(left, top);
        if (!threadChanged || FlowContext.Live(flow) is not { } live || top >= block->End)
            return;
        *(long*)top = ThreadBlock.Continued(live.RootSlot);
        block->Top = top + sizeof(uint);
    }

    private readonly struct Switched(FlowContext? left, byte* top)
    {
        public readonly FlowContext? Left = left;
        public readonly byte* Top = top;
    }
}
