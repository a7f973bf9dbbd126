using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>
/// All threads' blocks: attaches a thread at its first shadowed call, grows and forces tables, sums counters, and folds the counts of dead threads in.
/// </summary>
internal static unsafe class ThreadRegistry
{
    private const int MinimumCapacity = 16 * 1024;
    private const int PooledBlocks = 256;

    private static readonly List<Entry> Live = [];
    private static readonly Stack<nint> Pool = new();
    private static int* _forced;
    private static int _forcedCapacity;
    private static int _sweepAt = 64;
    private static long _nativeBytes;
    private static long _attached;

    /// <summary>Bytes of native memory reserved for blocks and tables (address space; what is committed is less).</summary>
    public static long NativeBytes => Volatile.Read(ref _nativeBytes);

    /// <summary>Threads that ever made a shadowed call.</summary>
    public static long Attached => Volatile.Read(ref _attached);

    /// <summary>Threads that have a block now, as of the last sweep.</summary>
    public static int LiveCount
    {
        get
        {
            lock (SlotTable.Sync)
                return Live.Count;
        }
    }

    /// <summary>Gives the running thread its block. Null when there is no memory for it: the thread's calls then go uncounted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ThreadBlock* Attach()
    {
        lock (SlotTable.Sync)
        {
            if (Live.Count >= _sweepAt)
            {
                SweepDead();
                _sweepAt = Math.Max(64, Live.Count * 2);
            }

            ThreadBlock* block;
            if (Pool.TryPop(out var pooled))
            {
                block = (ThreadBlock*)pooled;
            }
            else
            {
                block = (ThreadBlock*)NativePages.Allocate(ThreadBlock.TotalBytes);
                if (block == null)
                    return null;
                _nativeBytes += ThreadBlock.TotalBytes;
            }

            if (!EnsureCapacity(block, SlotTable.End))
            {
                Pool.Push((nint)block);
                return null;
            }

            block->Base = (byte*)block + ThreadBlock.PathOffset;
            block->Top = block->Base;
            block->Inside = block->Base + sizeof(uint);
            block->Limit = block->Base + (ThreadBlock.PathFrames * sizeof(uint));
            *(long*)block->Base = 0;
            block->Random = (ulong)(++_attached) * 0x9E37_79B9_7F4A_7C15UL | 1;
            block->DeepFrame = null;
            block->FlowId = 0;
            ThreadBlock.Record(block, ThreadBlock.Marker);
            block->Cells = block->OwnCells;
            Live.Add(new Entry(Thread.CurrentThread, block));
            ThreadBlock.Current = block;
            return block;
        }
    }

    /// <summary>
    /// Makes every slot below <paramref name="end"/> safe to decrement on every thread: whoever has a smaller table is forced onto the slow path, where it grows.
    /// Call under <see cref="SlotTable.Sync"/>, before the new slots are published.
    /// </summary>
    public static bool Reserve(int end)
    {
        if (end > _forcedCapacity)
        {
            var capacity = CapacityFor(end);
            var table = (int*)NativePages.Allocate((nuint)capacity * sizeof(int));
            if (table == null)
                return false;
            // The smaller table stays mapped: a thread may have read its address and not yet used it. Sizes double, so all of them together are at most one more.
            _nativeBytes += (long)capacity * sizeof(int);
            _forced = table;
            _forcedCapacity = capacity;
        }

        var changed = false;
        foreach (var entry in Live)
        {
            var block = entry.Block;
            Enter(block);
            if (block->OwnCapacity < end)
            {
                block->Cells = _forced;
                changed = true;
            }

            Leave(block);
        }

        // After this, no thread can still decrement through a table that is too small: the new slots are not known to it yet.
        if (changed)
            Interlocked.MemoryBarrierProcessWide();
        return true;
    }

    /// <summary>Sends the running thread's calls to the slow path until <see cref="Release"/>. False when that is not possible now.</summary>
    public static bool Force(ThreadBlock* block)
    {
        Enter(block);
        var possible = _forced != null;
        if (possible)
            block->Cells = _forced;
        Leave(block);
        return possible;
    }

    /// <summary>Gives the running thread its own table back, grown to what is registered.</summary>
    public static void Release(ThreadBlock* block)
    {
        if (block->OwnCapacity < SlotTable.End)
        {
            lock (SlotTable.Sync)
            {
                if (!EnsureCapacity(block, SlotTable.End))
                    return; // stays forced: slower, and still exact for the slots it has
            }
        }

        Enter(block);
        if (block->OwnCapacity >= SlotTable.End)
            block->Cells = block->OwnCells;
        Leave(block);
    }

    /// <summary>
    /// Adds up what is left in all threads' cells: <paramref name="left"/>[i] for slot <paramref name="first"/> + i.
    /// Read the slots' reloads before, never after: then the result is at most the truth. Call under <see cref="SlotTable.Sync"/>.
    /// </summary>
    public static void SumCells(int first, Span<long> left)
    {
        left.Clear();
        foreach (var entry in Live)
        {
            var block = entry.Block;
            Enter(block);
            var count = Math.Min(left.Length, block->OwnCapacity - first);
            for (var i = 0; i < count; i++)
                left[i] += Volatile.Read(ref block->OwnCells[first + i]);
            Leave(block);
        }
    }

    /// <summary>Folds what is left in a range of slots into their reloads and zeroes the cells. Only for slots that no code can use any more, or under a dead thread.</summary>
    public static void FoldRange(int first, int count)
    {
        foreach (var entry in Live)
        {
            Enter(entry.Block);
            Fold(entry.Block, first, count);
            Leave(entry.Block);
        }
    }

    /// <summary>Folds the counts of threads that have ended in, and takes their blocks back. Call under <see cref="SlotTable.Sync"/>.</summary>
    public static void SweepDead()
    {
        for (var i = Live.Count - 1; i >= 0; i--)
        {
            if (Live[i].Thread.IsAlive)
                continue;
            var block = Live[i].Block;
            Live[i] = Live[^1];
            Live.RemoveAt(Live.Count - 1);
            Fold(block, 0, block->OwnCapacity);
            if (Pool.Count < PooledBlocks)
                Pool.Push((nint)block);
            else
                Destroy(block);
        }
    }

    /// <summary>Runs <paramref name="visit"/> over each live block; the engine's. Call under <see cref="SlotTable.Sync"/>.</summary>
    public static void Visit<TState>(ref TState state, delegate*<ref TState, ThreadBlock*, void> visit)
    {
        foreach (var entry in Live)
            visit(ref state, entry.Block);
    }

    private static void Fold(ThreadBlock* block, int first, int count)
    {
        var end = Math.Min(first + count, Math.Min(block->OwnCapacity, SlotTable.End));
        for (var slot = first; slot < end; slot++)
        {
            var left = block->OwnCells[slot];
            if (left == 0)
                continue;
            block->OwnCells[slot] = 0;
            Interlocked.Add(ref SlotTable.State(slot).Reloads, -left);
        }
    }

    private static bool EnsureCapacity(ThreadBlock* block, int slots)
    {
        if (block->OwnCapacity >= slots && block->OwnCells != null)
            return true;
        var capacity = CapacityFor(slots);
        var cells = (int*)NativePages.Allocate((nuint)capacity * sizeof(int));
        if (cells == null)
            return false;
        Enter(block);
        var old = block->OwnCells;
        var oldCapacity = block->OwnCapacity;
        if (old != null)
            new ReadOnlySpan<int>(old, oldCapacity).CopyTo(new Span<int>(cells, capacity));
        block->OwnCells = cells;
        block->OwnCapacity = capacity;
        if (block->Cells == old)
            block->Cells = cells;
        Leave(block);
        NativePages.Free(old, (nuint)oldCapacity * sizeof(int));
        _nativeBytes += (long)(capacity - oldCapacity) * sizeof(int);
        return true;
    }

    private static void Destroy(ThreadBlock* block)
    {
        _nativeBytes -= ThreadBlock.TotalBytes + ((long)block->OwnCapacity * sizeof(int));
        NativePages.Free(block->OwnCells, (nuint)block->OwnCapacity * sizeof(int));
        NativePages.Free(block, ThreadBlock.TotalBytes);
    }

    private static int CapacityFor(int slots) =>
        Math.Max(MinimumCapacity, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)slots));

    private static void Enter(ThreadBlock* block)
    {
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref block->Gate, 1, 0) != 0)
            spin.SpinOnce();
    }

    private static void Leave(ThreadBlock* block) => Volatile.Write(ref block->Gate, 0);

    private readonly struct Entry(Thread thread, ThreadBlock* block)
    {
        public readonly Thread Thread = thread;
        public readonly ThreadBlock* Block = block;
    }
}
