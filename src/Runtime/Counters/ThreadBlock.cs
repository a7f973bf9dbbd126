using System.Runtime.InteropServices;

namespace ShadowGen.Counters;

/// <summary>
/// What one thread's calls cost: counters, current path and recent history, in native memory that no other thread writes while its owner lives.
/// </summary>
/// <remarks>
/// Memory of a block: this header, the ring, the path stack, and a counter for every slot that a process can have. All of it is reserved at once and committed by
/// first touch: a thread that calls little pays little, and new slots need no table to grow, so that a call finds its counter at a fixed place.
/// Aligned to pages, so that neighbours never share a cache line or an adjacent-line prefetch.
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

    /// <summary>One slot above the limit takes the zero that clears the last sibling; the counters begin on a line of their own.</summary>
    public const int CellsOffset = PathOffset + (PathFrames * sizeof(uint)) + 128;

    public const int TotalBytes = CellsOffset + (SlotTable.MaxSlots * sizeof(int));

    /// <summary>Bit that tells a flow-switch marker in the ring from a slot.</summary>
    public const uint Marker = 0x8000_0000;

    /// <summary>The block of the running thread, or null before its first shadowed call.</summary>
    [ThreadStatic]
    public static ThreadBlock* Current;

    /// <summary>How far above <see cref="Inside"/> an async callee may push: to <see cref="Allowed"/>, or 0 to force the slow path.</summary>
    [FieldOffset(0)]
    public nuint InsideLength;

    /// <summary>The next free slot of the path. Holds the stale slot of the last callee: the next callee's last sibling.</summary>
    [FieldOffset(8)]
    public byte* Top;

    /// <summary>Where the fast path stops pushing: <see cref="Allowed"/>, or null to force the slow path. Forcing disturbs no count.</summary>
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

    /// <summary>Where the path is full.</summary>
    [FieldOffset(48)]
    public byte* End;

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

    /// <summary>The frame of a named flow that ended under calls, or null.</summary>
    [FieldOffset(168)]
    public byte* Ended;

    /// <summary>How far the path may grow before a call is looked at: <see cref="End"/>, or less while a budget watches the depth. The owner's.</summary>
    [FieldOffset(176)]
    public byte* Allowed;

    /// <summary>1: whoever watches budgets wants the thread's next call on the slow path. Set by any thread, taken back by the owner; <see cref="Arm"/>.</summary>
    [FieldOffset(184)]
    public int Armed;

    /// <summary>1 while the thread has a <see cref="CallGuard"/>. The owner's.</summary>
    [FieldOffset(188)]
    public int IsGuarded;

    /// <summary>Entries of the ring that are flow-switch markers, so far, modulo 2^32.</summary>
    [FieldOffset(192)]
    public uint Markers;

    /// <summary>
    /// A frame whose call is under way for longer than this thread has it on its path, as <c>*(long*)top</c>: no slot, but not 0 either, stands where the last sibling
    /// will be. A decorator takes the frame below it for its own call's only while that place is 0.
    /// </summary>
    public static long Continued(int slot) => ((long)Taken << 32) | (uint)slot;

    /// <summary>Stands for a last sibling that is no call: the frame's callee has begun.</summary>
    public const int Taken = -1;

    /// <summary>A flow has ended whose frame has calls above it, which will put their own frame's place back when they return.</summary>
    public static void EndUnderCalls(ThreadBlock* block, byte* frame)
    {
        // The lowest is enough: what is above goes when the calls in between return.
        if (block->Ended != null && block->Ended < frame)
            return;
        block->Ended = frame;
        *(uint*)frame = 0; // a slot of the sink: no call of the graph
        if (frame == block->Base)
            block->Inside = frame + (2 * sizeof(uint)); // an async callee that finds only this frame is outside of every call
    }

    /// <summary>Takes the frame of an ended flow off the path, if the calls above it have returned. Only while <see cref="Ended"/> is not null.</summary>
    public static void DropEnded(ThreadBlock* block)
    {
        var above = block->Ended + sizeof(uint);
        if (block->Top > above)
            return;
        if (block->Top == above && *(uint*)block->Ended == 0)
            block->Top = block->Ended;
        block->Ended = null;
        block->Inside = block->Base + sizeof(uint);
    }

    /// <summary>One counter per slot: the calls until the next sample.</summary>
    public static int* Cells(ThreadBlock* block) => (int*)((byte*)block + CellsOffset);

    /// <summary>Sends the thread's calls to the slow path until <see cref="Release"/>.</summary>
    public static void Force(ThreadBlock* block)
    {
        block->Limit = null;
        block->InsideLength = 0;
    }

    /// <summary>Lets the thread's calls take the fast path, unless a recording wants all of them, or a budget the next one.</summary>
    public static void Release(ThreadBlock* block)
    {
        block->Limit = block->Allowed;
        block->InsideLength = (nuint)(block->Allowed - block->Base) - sizeof(uint);
        Interlocked.MemoryBarrier(); // who begins to record or arms now forces the block after this, or is seen here
        if (CallRecorder.Current is not null || Volatile.Read(ref block->Armed) != 0)
            Force(block);
    }

    /// <summary>
    /// Sends the next call of another thread to the slow path, whatever its owner does meanwhile: a <see cref="Release"/> that misses the word has written its limit before this does.
    /// Only for a thread that is alive while the caller holds <see cref="SlotTable.Sync"/>: its block is not freed then.
    /// </summary>
    /// <returns>False when the thread has made no call since it was last armed.</returns>
    public static bool Arm(ThreadBlock* block)
    {
        var isAnswered = Interlocked.Exchange(ref block->Armed, 1) == 0;
        Force(block);
        return isAnswered;
    }

    /// <summary>Takes an arming back. The owner's; <see cref="Release"/> has to follow.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Disarm(ThreadBlock* block) => Volatile.Read(ref block->Armed) != 0 && Interlocked.Exchange(ref block->Armed, 0) != 0;

    /// <summary>Bounds the path of a guarded thread. The owner's.</summary>
    public static void Allow(ThreadBlock* block, byte* limit)
    {
        block->Allowed = limit;
        if (block->DeepFrame == null) // a deep measurement forces the thread, and releases it when it ends
            Release(block);
    }

    /// <summary>Where the entry is that was, or will be, written at a position.</summary>
    public static uint* Entry(ThreadBlock* block, uint position) => (uint*)((byte*)block + RingOffset + (position & RingByteMask));

    public static void Record(ThreadBlock* block, uint entry)
    {
        *Entry(block, block->Position) = entry;
        block->Position += sizeof(uint);
    }
}
