using System.Runtime.InteropServices;

namespace ShadowGen.Counters;

/// <summary>
/// What one thread's calls cost: counters, current path and recent history, in native memory that no other thread writes while its owner lives
/// (but for <see cref="Cells"/>, the pointer, which <see cref="ThreadRegistry"/> may swap under <see cref="Gate"/>).
/// </summary>
/// <remarks>
/// Memory of a block: this header, the ring, the path stack. Pages are committed by first touch, so a thread that calls little pays little.
/// Aligned to 128 bytes, so that neighbours never share a cache line or an adjacent-line prefetch.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = HeaderBytes)]
internal unsafe struct ThreadBlock
{
    public const int HeaderBytes = 256;

    /// <summary>Entries of the flight recorder; a power of two.</summary>
    public const int RingEntries = 2048;

    public const uint RingBytes = RingEntries * sizeof(uint);
    public const uint RingByteMask = RingBytes - 1;
    public const int RingOffset = HeaderBytes;
    public const int PathOffset = RingOffset + (int)RingBytes;

    /// <summary>Frames that a path holds; deeper calls are counted, and left out of the path.</summary>
    public const int PathFrames = 16 * 1024;

    /// <summary>From <see cref="Inside"/> to <see cref="Limit"/>: one compare then finds a path that is empty or full.</summary>
    public const int InsideBytes = (PathFrames - 1) * sizeof(uint);

    /// <summary>One slot above the limit takes the zero that clears the last sibling.</summary>
    public const int TotalBytes = PathOffset + ((PathFrames + 2) * sizeof(uint));

    /// <summary>Bit that tells a flow-switch marker in the ring from a slot.</summary>
    public const uint Marker = 0x8000_0000;

    /// <summary>The block of the running thread, or null before its first shadowed call.</summary>
    [ThreadStatic]
    public static ThreadBlock* Current;

    /// <summary>The table that the next call decrements: <see cref="OwnCells"/>, or the shared table of zeros that forces the slow path.</summary>
    [FieldOffset(0)]
    public int* Cells;

    /// <summary>The next free slot of the path. Holds the stale slot of the last callee: the next callee's last sibling.</summary>
    [FieldOffset(8)]
    public byte* Top;

    [FieldOffset(16)]
    public byte* Limit;

    /// <summary>The lowest <see cref="Top"/> that is inside a call: an async callee below it opens a flow.</summary>
    [FieldOffset(24)]
    public byte* Inside;

    /// <summary>Bytes ever written to the ring, modulo 2^32: four for each entry.</summary>
    [FieldOffset(32)]
    public uint Position;

    [FieldOffset(40)]
    public byte* Base;

    [FieldOffset(48)]
    public int* OwnCells;

    [FieldOffset(56)]
    public int OwnCapacity;

    /// <summary>Spin lock over <see cref="Cells"/>, <see cref="OwnCells"/> and <see cref="OwnCapacity"/>.</summary>
    [FieldOffset(60)]
    public int Gate;

    [FieldOffset(64)]
    public ulong Random;

    /// <summary>Nanoseconds that measuring has cost this thread so far: taken off what the calls around it seem to cost.</summary>
    [FieldOffset(72)]
    public long OverheadNs;

    /// <summary>Bytes that measuring has allocated on this thread so far.</summary>
    [FieldOffset(80)]
    public long OverheadBytes;

    /// <summary>Bytes that streams and handlers of ours moved in this thread's synchronous calls so far.</summary>
    [FieldOffset(88)]
    public long NetworkBytes;

    /// <summary>Path position of the call whose children are being measured, or null.</summary>
    [FieldOffset(96)]
    public byte* DeepFrame;

    /// <summary>How many more calls the deep measurement may force through the slow path.</summary>
    [FieldOffset(104)]
    public int DeepLeft;

    [FieldOffset(112)]
    public long DeepElapsedNs;

    [FieldOffset(120)]
    public long DeepCpuNs;

    [FieldOffset(128)]
    public long DeepAllocatedBytes;

    [FieldOffset(136)]
    public long DeepNetworkBytes;

    /// <summary>The flow that the thread is in; 0 = none.</summary>
    [FieldOffset(144)]
    public long FlowId;

    /// <summary>Calls that found the path full.</summary>
    [FieldOffset(152)]
    public long PathOverflows;

    /// <summary>Ring position up to which the engine has read; the engine's.</summary>
    [FieldOffset(160)]
    public uint RingRead;

    /// <summary>Where the entry is that was, or will be, written at a position.</summary>
    public static uint* Entry(ThreadBlock* block, uint position) => (uint*)((byte*)block + RingOffset + (position & RingByteMask));

    public static void Record(ThreadBlock* block, uint entry)
    {
        *Entry(block, block->Position) = entry;
        block->Position += sizeof(uint);
    }
}
