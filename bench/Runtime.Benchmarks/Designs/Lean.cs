using System.Runtime.CompilerServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>
/// The chosen design with outputs that are assigned once: a local of a finally that has two definitions lives on the stack, so that each call's
/// <c>Top</c> goes through memory twice.
/// </summary>
internal readonly unsafe struct SingleDefinition : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if (top < b->Limit && --b->Cells[slot] >= 0)
            {
                DesignBlock.Ring(b)[b->Position++ & DesignBlock.RingMask] = (uint)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
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
            if (top < b->Limit && top >= b->Inside && --b->Cells[slot] >= 0)
            {
                DesignBlock.Ring(b)[b->Position++ & DesignBlock.RingMask] = (uint)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
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

/// <summary>As <see cref="SingleDefinition"/>, and fewer instructions: the counter and the position are read and written through one address mode, the ring is indexed in bytes.</summary>
internal readonly unsafe struct Lean : IDesign
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
            if (top < b->Limit && top >= b->Inside)
            {
                var cells = b->Cells;
                var left = cells[slot] - 1;
                cells[slot] = left;
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

    public static void Fill() => DesignBlock.Fill();
}

/// <summary>As <see cref="Lean"/>, with the frame as a byte offset from the block: one pointer less to keep.</summary>
internal readonly unsafe struct LeanDepth : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var depth = b->Depth;
            if (depth < DesignBlock.PathFrames)
            {
                var cells = b->Cells;
                var left = cells[slot] - 1;
                cells[slot] = left;
                if (left >= 0)
                {
                    var position = b->Position;
                    b->Position = position + sizeof(uint);
                    *(uint*)((byte*)b + (nuint)(position & (DesignBlock.RingMask * sizeof(uint))) + DesignBlock.RingOffset) = (uint)slot;
                    *(long*)((byte*)b + DesignBlock.PathOffset + ((long)depth * 4)) = slot;
                    b->Depth = depth + 1;
                    block = (nint)b;
                    frame = depth;
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
            var depth = b->Depth;
            if ((uint)(depth - 0) < DesignBlock.PathFrames)
            {
                var cells = b->Cells;
                var left = cells[slot] - 1;
                cells[slot] = left;
                if (left >= 0)
                {
                    var position = b->Position;
                    b->Position = position + sizeof(uint);
                    *(uint*)((byte*)b + (nuint)(position & (DesignBlock.RingMask * sizeof(uint))) + DesignBlock.RingOffset) = (uint)slot;
                    *(long*)((byte*)b + DesignBlock.PathOffset + ((long)depth * 4)) = slot;
                    b->Depth = depth + 1;
                    block = (nint)b;
                    frame = depth;
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out block);
        Unsafe.SkipInit(out frame);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame) => ((DesignBlock*)block)->Depth = (int)frame;

    public static void Fill() => DesignBlock.Fill();
}
