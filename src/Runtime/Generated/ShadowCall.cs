using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>What every shim does before and after the call. Called by emitted code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ShadowCall
{
    /// <summary>False when the environment says <c>SHADOWGEN=off</c>; a JIT constant, so that a shim becomes the plain call.</summary>
    public static readonly bool On = KillSwitch.On;

    /// <summary>Counts a call on its edge and pushes its frame. False: nothing was pushed, take the sampled path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = ThreadBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if (top < b->Limit && CountAndPush(b, top, slot))
            {
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        // No second definition: the JIT keeps only locals of a single one in registers over a try.
        Unsafe.SkipInit(out block);
        Unsafe.SkipInit(out frame);
        return false;
    }

    /// <summary>As <see cref="Enter"/>, for a callee with an async result: an empty path takes the sampled path, which opens a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame)
    {
        var b = ThreadBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if ((nuint)(top - b->Inside) < b->InsideLength && CountAndPush(b, top, slot))
            {
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        // No second definition: the JIT keeps only locals of a single one in registers over a try.
        Unsafe.SkipInit(out block);
        Unsafe.SkipInit(out frame);
        return false;
    }

    /// <summary>Pops the frame that <see cref="Enter"/> pushed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame) => ((ThreadBlock*)block)->Top = (byte*)frame;

    // Written for the code that comes of it: one address mode for each read and write, and nothing that the JIT must compute twice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CountAndPush(ThreadBlock* b, byte* top, int slot)
    {
        var cells = ThreadBlock.Cells(b);
        var left = cells[slot] - 1;
        cells[slot] = left;
        if (left < 0)
            return false;
        var position = b->Position;
        b->Position = position + sizeof(uint);
        *(uint*)((byte*)b + (nuint)(position & ThreadBlock.RingByteMask) + ThreadBlock.RingOffset) = (uint)slot;
        *(long*)top = slot;
        b->Top = top + sizeof(uint);
        return true;
    }

    /// <summary>The measured path of a call: counts, decides what to measure, pushes the frame. Never throws.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ShadowProbe Sample(int slot) => SlowPath.Begin(slot, isAsync: false);

    /// <summary>As <see cref="Sample"/>, for a callee with an async result.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ShadowProbe SampleAsync(int slot) => SlowPath.Begin(slot, isAsync: true);
}
