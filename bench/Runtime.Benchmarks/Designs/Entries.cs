using System.Runtime.CompilerServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>As <see cref="Lean"/>, with 16-bit cells: half the memory of a thread with many edges, and a reload every 32,767 calls at most.</summary>
internal readonly unsafe struct ShortCells : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if (top < b->Limit)
            {
                var cells = (short*)b->Cells + (2 * DesignBlock.Slots);
                var left = cells[slot] - 1;
                cells[slot] = (short)left;
                if (left >= 0)
                {
                    var position = b->Position;
                    b->Position = position + sizeof(uint);
                    *(uint*)((byte*)b + (nuint)(position & (DesignBlock.RingMask * sizeof(uint))) + DesignBlock.RingOffset) = (uint)slot;
                    *(long*)top = slot;
                    b->Top = top + sizeof(uint);
                    block = (nint)b;
                    frame = (nint)top;
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out block);
        Unsafe.SkipInit(out frame);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if ((nuint)(top - b->Inside) < DesignBlock.InsideBytes)
            {
                var cells = (short*)b->Cells + (2 * DesignBlock.Slots);
                var left = cells[slot] - 1;
                cells[slot] = (short)left;
                if (left >= 0)
                {
                    var position = b->Position;
                    b->Position = position + sizeof(uint);
                    *(uint*)((byte*)b + (nuint)(position & (DesignBlock.RingMask * sizeof(uint))) + DesignBlock.RingOffset) = (uint)slot;
                    *(long*)top = slot;
                    b->Top = top + sizeof(uint);
                    block = (nint)b;
                    frame = (nint)top;
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out block);
        Unsafe.SkipInit(out frame);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame) => ((DesignBlock*)block)->Top = (byte*)frame;

    public static void Fill() => DesignBlock.FillShort();
}

/// <summary>As <see cref="Lean"/>, with frames of 8 aligned bytes, {slot, position}: a stale entry is the last sibling when its position is later than its parent's, so nothing needs clearing.</summary>
internal readonly unsafe struct WideFrames : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if (top < b->Limit)
            {
                var cells = b->Cells;
                var left = cells[slot] - 1;
                cells[slot] = left;
                if (left >= 0)
                {
                    var position = b->Position;
                    b->Position = position + sizeof(uint);
                    *(uint*)((byte*)b + (nuint)(position & (DesignBlock.RingMask * sizeof(uint))) + DesignBlock.RingOffset) = (uint)slot;
                    *(ulong*)top = (uint)slot | ((ulong)position << 32);
                    b->Top = top + sizeof(ulong);
                    block = (nint)b;
                    frame = (nint)top;
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out block);
        Unsafe.SkipInit(out frame);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if ((nuint)(top - b->Inside) < DesignBlock.InsideBytes)
            {
                var cells = b->Cells;
                var left = cells[slot] - 1;
                cells[slot] = left;
                if (left >= 0)
                {
                    var position = b->Position;
                    b->Position = position + sizeof(uint);
                    *(uint*)((byte*)b + (nuint)(position & (DesignBlock.RingMask * sizeof(uint))) + DesignBlock.RingOffset) = (uint)slot;
                    *(ulong*)top = (uint)slot | ((ulong)position << 32);
                    b->Top = top + sizeof(ulong);
                    block = (nint)b;
                    frame = (nint)top;
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out block);
        Unsafe.SkipInit(out frame);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame) => ((DesignBlock*)block)->Top = (byte*)frame;

    public static void Fill() => DesignBlock.Fill();
}
