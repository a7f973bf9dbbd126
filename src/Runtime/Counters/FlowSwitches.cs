namespace ShadowGen.Counters;

/// <summary>
/// The flows that one thread has entered and not yet left, innermost last, each with the path position to go back to.
/// Contexts are entered and left in any order that the host likes: leaving for a flow that was current further down leaves all above it.
/// </summary>
internal sealed unsafe class FlowSwitches
{
    private const int Deepest = 16;

    private readonly Switched[] _entered = new Switched[Deepest];
    private int _depth;

    /// <param name="block">The running thread's.</param>
    /// <param name="left">The flow that was current.</param>
    /// <param name="entered">The flow that is current now.</param>
    /// <param name="threadChanged">False when the code itself opened the flow: its own call then puts the root on the path.</param>
    public void Switch(ThreadBlock* block, FlowContext? left, FlowContext? entered, bool threadChanged)
    {
        if (!GoBackTo(block, entered))
            GoInto(block, left, entered, threadChanged);
        block->FlowId = entered?.Id ?? 0;
        ThreadBlock.Record(block, ThreadBlock.Marker | (uint)(block->FlowId & 0x7FFF_FFFF));
    }

    private bool GoBackTo(ThreadBlock* block, FlowContext? flow)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(_entered[i].Left, flow))
                continue;
            block->Top = _entered[i].Top;
            _entered.AsSpan(i, _depth - i).Clear();
            _depth = i;
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
        if (flow is null || !threadChanged || top >= block->Limit)
            return;
        *(long*)top = flow.RootSlot;
        block->Top = top + sizeof(uint);
    }

    private readonly struct Switched(FlowContext? left, byte* top)
    {
        public readonly FlowContext? Left = left;
        public readonly byte* Top = top;
    }
}
