using System.Runtime.CompilerServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>Without the flight recorder.</summary>
internal readonly unsafe struct NoRing : IDesign
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

/// <summary>Without the path.</summary>
internal readonly unsafe struct NoPath : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            if (--b->Cells[slot] >= 0)
            {
                DesignBlock.Ring(b)[b->Position++ & DesignBlock.RingMask] = (uint)slot;
                block = (nint)b;
                frame = 0;
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
            if (--b->Cells[slot] >= 0)
            {
                DesignBlock.Ring(b)[b->Position++ & DesignBlock.RingMask] = (uint)slot;
                block = (nint)b;
                frame = 0;
                return true;
            }
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame)
    {

    }

    public static void Fill() => DesignBlock.Fill();
}

/// <summary>The fused count and nothing else.</summary>
internal readonly unsafe struct CountOnly : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            if (--b->Cells[slot] >= 0)
            {
                block = (nint)b;
                frame = 0;
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
            if (--b->Cells[slot] >= 0)
            {
                block = (nint)b;
                frame = 0;
                return true;
            }
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame)
    {

    }

    public static void Fill() => DesignBlock.Fill();
}

/// <summary>Without the path limit's compare.</summary>
internal readonly unsafe struct NoLimit : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = DesignBlock.Current;
        if (b != null)
        {
            var top = b->Top;
            if (--b->Cells[slot] >= 0)
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
            if (top >= b->Inside && --b->Cells[slot] >= 0)
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
