using System.Runtime.CompilerServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>Cells at a fixed place in the block: one load less, and no way to grow or to force.</summary>
internal readonly unsafe struct InlineCells : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if (top < b->Limit && --DesignBlock.InlineCells(b)[slot] >= 0)
            {
                DesignBlock.Ring(b)[b->Position++ & DesignBlock.RingMask] = (uint)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if (top < b->Limit && top >= b->Inside && --DesignBlock.InlineCells(b)[slot] >= 0)
            {
                DesignBlock.Ring(b)[b->Position++ & DesignBlock.RingMask] = (uint)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame)
    {
        ((DesignBlock*)block)->Top = (byte*)frame;
    }

    public static void Fill() => DesignBlock.Fill();
}

/// <summary>The last four slots in one word, instead of a ring.</summary>
internal readonly unsafe struct ShiftHistory : IDesign
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
                b->History = (b->History << 16) | (uint)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        block = frame = 0;
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
                b->History = (b->History << 16) | (uint)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame)
    {
        ((DesignBlock*)block)->Top = (byte*)frame;
    }

    public static void Fill() => DesignBlock.Fill();
}

/// <summary>A ring of 16-bit entries.</summary>
internal readonly unsafe struct Ring16 : IDesign
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
                ((ushort*)DesignBlock.Ring(b))[b->Position++ & DesignBlock.RingMask] = (ushort)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        block = frame = 0;
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
                ((ushort*)DesignBlock.Ring(b))[b->Position++ & DesignBlock.RingMask] = (ushort)slot;
                *(long*)top = slot;
                b->Top = top + sizeof(uint);
                block = (nint)b;
                frame = (nint)top;
                return true;
            }
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame)
    {
        ((DesignBlock*)block)->Top = (byte*)frame;
    }

    public static void Fill() => DesignBlock.Fill();
}
