using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>The hot fields themselves in thread-local storage: no block pointer to load and to test.</summary>
internal readonly unsafe struct ThreadStaticStruct : IDesign
{
    private struct Hot
    {
        public int* Cells;
        public byte* Top;
        public byte* Limit;
        public byte* Inside;
        public byte* Ring;
        public uint Position;
    }

    [ThreadStatic]
    private static Hot t_hot;

    // Limit is null before the first call, so that the compare is the test for first use as well.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        ref var t = ref t_hot;
        var top = t.Top;
        if (top < t.Limit && --t.Cells[slot] >= 0)
        {
            ((uint*)t.Ring)[t.Position++ & DesignBlock.RingMask] = (uint)slot;
            *(long*)top = slot;
            t.Top = top + sizeof(uint);
            block = (nint)Unsafe.AsPointer(ref t);
            frame = (nint)top;
            return true;
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame)
    {
        ref var t = ref t_hot;
        var top = t.Top;
        if (top < t.Limit && top >= t.Inside && --t.Cells[slot] >= 0)
        {
            ((uint*)t.Ring)[t.Position++ & DesignBlock.RingMask] = (uint)slot;
            *(long*)top = slot;
            t.Top = top + sizeof(uint);
            block = (nint)Unsafe.AsPointer(ref t);
            frame = (nint)top;
            return true;
        }

        block = frame = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame) => Unsafe.AsRef<Hot>((void*)block).Top = (byte*)frame;

    public static void Fill()
    {
        var block = DesignBlock.Fill();
        t_hot = new Hot
        {
            Cells = block->Cells,
            Top = block->Top,
            Limit = block->Limit,
            Inside = block->Inside,
            Ring = (byte*)DesignBlock.Ring(block),
            Position = 0,
        };
    }
}

/// <summary>Blocks in a table by managed thread id: the runtime's own id is in its fastest kind of thread-local storage.</summary>
internal readonly unsafe struct ManagedThreadId : IDesign
{
    private const int MaxThreads = 1 << 16;
    private static readonly DesignBlock** s_blocks = (DesignBlock**)NativeMemory.AllocZeroed(MaxThreads, (nuint)sizeof(void*));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        var b = s_blocks[Environment.CurrentManagedThreadId & (MaxThreads - 1)];
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
        var b = s_blocks[Environment.CurrentManagedThreadId & (MaxThreads - 1)];
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
    public static void Exit(nint block, nint frame) => ((DesignBlock*)block)->Top = (byte*)frame;

    public static void Fill() => s_blocks[Environment.CurrentManagedThreadId & (MaxThreads - 1)] = DesignBlock.Fill();
}

/// <summary>Blocks in a table by the 4 KiB page of the stack that the call stands on (x64 Linux: 47 bits of address, reserved, hardly committed).</summary>
internal readonly unsafe partial struct StackPage : IDesign
{
    private const int PageShift = 12;
    private const int AddressBits = 47;
    private const int ReadWriteFlags = 1 | 2;
    private const int PrivateAnonymousNoReserve = 0x02 | 0x20 | 0x4000;
    private static readonly DesignBlock** s_pages = (DesignBlock**)MMap(0, (nuint)sizeof(void*) << (AddressBits - PageShift), ReadWriteFlags, PrivateAnonymousNoReserve, -1, 0);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        byte here;
        var b = s_pages[(nuint)(&here) >> PageShift];
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

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame)
    {
        byte here;
        var b = s_pages[(nuint)(&here) >> PageShift];
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
    public static void Exit(nint block, nint frame) => ((DesignBlock*)block)->Top = (byte*)frame;

    public static void Fill()
    {
        byte here;
        s_pages[(nuint)(&here) >> PageShift] = DesignBlock.Fill();
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MMap(nint address, nuint length, int protection, int flags, int file, nint offset);
}
