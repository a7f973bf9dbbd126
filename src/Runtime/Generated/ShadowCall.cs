using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>What every shim does before and after the call. Called by emitted code only. Throws nothing but a budget's <see cref="ShadowBudgetExceededException"/>, when a call is entered.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ShadowCall
{
    /// <summary>False when the environment says <c>SHADOWGEN=off</c>; a JIT constant, so that a shim becomes the plain call.</summary>
    public static readonly bool On = KillSwitch.On;

    /// <summary>Counts a call on its edge and pushes its frame; decides whether the call is measured, and begins that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShadowFrame Enter(int slot)
    {
        if (!On)
            return default;
        var block = ThreadBlock.Current;
        if (block != null)
        {
            var top = block->Top;
            if (top < block->Limit && CountAndPush(block, top, slot))
                return new ShadowFrame(block, top);
        }

        return SlowPath.Enter(slot, isAsync: false);
    }

    /// <summary>As <see cref="Enter"/>, for a callee with an async result: an empty path takes the slow path, which opens a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShadowFrame EnterAsync(int slot)
    {
        if (!On)
            return default;
        var block = ThreadBlock.Current;
        if (block != null)
        {
            var top = block->Top;
            if ((nuint)(top - block->Inside) < block->InsideLength && CountAndPush(block, top, slot))
                return new ShadowFrame(block, top);
        }

        return SlowPath.Enter(slot, isAsync: true);
    }

    /// <summary>Tells the argument features of the call that was entered last, before it is made. Only when its frame <see cref="ShadowFrame.IsMeasured"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Arguments(long first) => SlowPath.Arguments([first]);

    /// <inheritdoc cref="Arguments(long)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Arguments(long first, long second) => SlowPath.Arguments([first, second]);

    /// <inheritdoc cref="Arguments(long)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Arguments(long first, long second, long third) => SlowPath.Arguments([first, second, third]);

    /// <inheritdoc cref="Arguments(long)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Arguments(long first, long second, long third, long fourth) => SlowPath.Arguments([first, second, third, fourth]);

    /// <summary>Watches for the completion of the async result of the innermost call, without replacing it. Only when its frame <see cref="ShadowFrame.IsMeasured"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Observe(Task? result)
    {
        if (result is not null)
            SlowPath.Observe(result);
    }

    /// <inheritdoc cref="Observe(Task?)"/>
    /// <remarks>Does not consume it. One that is backed by an <c>IValueTaskSource</c> and not complete cannot be watched: its elapsed time is then not measured.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Observe<T>(ValueTask<T> result)
    {
        if (BackingTask.Of(in result) is { } task)
            Observe(task);
        else if (!BackingTask.IsCompleted(in result))
            SlowPath.Observe(null);
    }

    /// <inheritdoc cref="Observe{T}(ValueTask{T})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Observe(ValueTask result)
    {
        if (BackingTask.Of(in result) is { } task)
            Observe(task);
        else if (!BackingTask.IsCompleted(in result))
            SlowPath.Observe(null);
    }

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
}
