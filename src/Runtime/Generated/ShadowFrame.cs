using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>One call under way: what <see cref="ShadowCall.Enter"/> gives, and the shim's <c>finally</c> ends. Used by emitted code only, on the thread that made the call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ShadowFrame
{
    /// <summary>Frames are aligned to 4 bytes: this bit of a frame's address says that the call has a probe.</summary>
    internal const nint ProbeBit = 1;

    private readonly nint _block;
    private readonly nint _frame;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ShadowFrame(ThreadBlock* block, byte* frame)
    {
        _block = (nint)block;
        _frame = (nint)frame;
    }

    internal ShadowFrame(ThreadBlock* block, byte* frame, bool hasProbe)
    {
        _block = (nint)block;
        _frame = hasProbe ? (nint)frame | ProbeBit : (nint)frame;
    }

    /// <summary>Whether this call's arguments and async result have to be told: <see cref="ShadowCall.Arguments(long)"/>, <see cref="ShadowCall.Observe(Task?)"/>.</summary>
    public bool IsMeasured
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_frame & ProbeBit) != 0;
    }

    /// <summary>Ends the call: pops its frame, and delivers its measurement if it has one. Never throws.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        if (!ShadowCall.On)
            return;
        if ((_frame & ProbeBit) == 0)
            ((ThreadBlock*)_block)->Top = (byte*)_frame;
        else
            SlowPath.Exit(_block, _frame & ~ProbeBit);
    }
}
