using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>A thread's block with room for what every design needs, each at its own place. Laid out as the product's: hot fields in one line, then ring, then path.</summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct DesignBlock
{
    public const int Slots = 1024;
    public const int RingEntries = 2048;
    public const uint RingMask = RingEntries - 1;
    public const int RingOffset = 256;
    public const int PathOffset = RingOffset + (RingEntries * sizeof(uint));
    public const int PathFrames = 16 * 1024;
    public const int InlineCellsOffset = PathOffset + ((PathFrames + 2) * sizeof(uint));
    public const int TotalBytes = InlineCellsOffset + (Slots * sizeof(int));

    [ThreadStatic]
    public static DesignBlock* Current;

    [FieldOffset(0)]
    public int* Cells;

    [FieldOffset(8)]
    public byte* Top;

    [FieldOffset(16)]
    public byte* Limit;

    [FieldOffset(24)]
    public byte* Inside;

    [FieldOffset(32)]
    public uint Position;

    [FieldOffset(40)]
    public ulong History;

    [FieldOffset(48)]
    public int Depth;

    [FieldOffset(56)]
    public byte* Base;

    [FieldOffset(64)]
    public byte* RingEnd;

    public static uint* Ring(DesignBlock* block) => (uint*)((byte*)block + RingOffset);

    public static uint* Path(DesignBlock* block) => (uint*)((byte*)block + PathOffset);

    public static int* InlineCells(DesignBlock* block) => (int*)((byte*)block + InlineCellsOffset);

    /// <summary>First call of a thread, or a counter that ran out (never, in a measurement): fills the block so that it is on the fast path from now on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static DesignBlock* Fill()
    {
        var block = Current;
        if (block == null)
        {
            block = (DesignBlock*)NativeMemory.AlignedAlloc(TotalBytes, 4096);
            NativeMemory.Clear(block, TotalBytes);
            block->Cells = (int*)NativeMemory.AlignedAlloc(Slots * sizeof(int), 4096);
            block->Base = (byte*)Path(block);
            block->Top = block->Base;
            block->Inside = block->Base; // as inside a flow: async callees find a path
            block->Limit = block->Base + (PathFrames * sizeof(uint));
            Current = block;
        }
        for (var i = 0; i < Slots; i++) block->Cells[i] = InlineCells(block)[i] = int.MaxValue;
        return block;
    }
}
