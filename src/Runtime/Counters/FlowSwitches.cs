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
        var last = _depth - 1;
        if (last >= 0 && ReferenceEquals(_entered[last].Left, entered))
            Leave(block, last);
        else if (!LeaveSeveral(block, entered, last - 1))
            GoInto(block, left, entered, threadChanged);
        block->FlowId = entered?.Id ?? 0;
        ThreadBlock.Record(block, ThreadBlock.Marker | (uint)(block->FlowId & 0x7FFF_FFFF));
    }

    private void Leave(ThreadBlock* block, int index)
    {
        block->Top = _entered[index].Top;
        _entered[index] = default;
        _depth = index;
    }

    private bool LeaveSeveral(ThreadBlock* block, FlowContext? flow, int from)
    {
        for (var i = from; i >= 0; i--)
        {
            if (!ReferenceEquals(_entered[i].Left, flow))
                continue;
            _entered.AsSpan(i + 1, _depth - i - 1).Clear();
            Leave(block, i);
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
        if (flow is null || !threadChanged || top >= block->End)
            return;
        *(long*)top = ThreadBlock.Continued(flow.RootSlot);
        block->Top = top + sizeof(uint);
    }

    private readonly struct Switched(FlowContext? left, byte* top)
    {
        public readonly FlowContext? Left = left;
        public readonly byte* Top = top;
    }
}
