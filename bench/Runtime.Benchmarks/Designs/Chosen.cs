using System.Runtime.CompilerServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>The product's shape: block pointer in thread-local storage, table pointer, ring, path with limit.</summary>
internal readonly unsafe struct Chosen : IDesign
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
