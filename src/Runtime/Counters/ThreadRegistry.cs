using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>
/// All threads' blocks: attaches a thread at its first shadowed call, sums counters, and folds the counts of dead threads in.
/// </summary>
internal static unsafe class ThreadRegistry
{
    private const int PooledBlocks = 256;

    private static readonly List<Entry> Live = [];
    private static readonly Stack<nint> Pool = new();
    private static int _sweepAt = 64;
    private static long _nativeBytes;
    private static long _attached;

    /// <summary>Bytes of native memory reserved for blocks (address space; what is committed is less).</summary>
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
                block = (ThreadBlock*)NativePages.Reserve(ThreadBlock.TotalBytes);
                if (block == null)
                    return null;
                _nativeBytes += ThreadBlock.TotalBytes;
            }

            if (!Commit(block, SlotTable.End))
            {
                Pool.Push((nint)block);
                return null;
            }

            block->Base = (byte*)block + ThreadBlock.PathOffset;
            block->Top = block->Base;
            block->Inside = block->Base + sizeof(uint);
            block->End = block->Base + (ThreadBlock.PathFrames * sizeof(uint));
            block->Allowed = block->End;
            block->Armed = 0;
            block->IsGuarded = 0;
            ThreadBlock.Release(block);
            *(long*)block->Base = 0;
            block->Random = (ulong)(++_attached) * 0x9E37_79B9_7F4A_7C15UL | 1;
            block->DeepFrame = null;
            block->Ended = null;
            block->FlowId = 0;
            ThreadBlock.Record(block, ThreadBlock.Marker);
            Live.Add(new Entry(Thread.CurrentThread, block));
            ThreadBlock.Current = block;
            return block;
        }
    }

    /// <summary>Makes every slot below <paramref name="end"/> safe to count on, on every thread. False when there is no memory for it. Call under <see cref="SlotTable.Sync"/>, before the new slots are published.</summary>
    public static bool Reserve(int end)
    {
        foreach (var entry in Live)
        {
            if (!Commit(entry.Block, end))
                return false;
        }

        return true;
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
            var cells = ThreadBlock.Cells(entry.Block) + first;
            for (var i = 0; i < left.Length; i++)
                left[i] += Volatile.Read(ref cells[i]);
        }
    }

    /// <summary>Folds what is left in a range of slots into their reloads and zeroes the cells. Only for slots that no code can use any more, or under a dead thread.</summary>
    public static void FoldRange(int first, int count)
    {
        foreach (var entry in Live)
            Fold(entry.Block, first, count);
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
            Fold(block, 0, SlotTable.End);
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
        var cells = ThreadBlock.Cells(block);
        for (var slot = first; slot < first + count; slot++)
        {
            var left = cells[slot];
            if (left == 0)
                continue;
            cells[slot] = 0;
            Interlocked.Add(ref SlotTable.State(slot).Reloads, -left);
        }
    }

    private static bool Commit(ThreadBlock* block, int slots) =>
        NativePages.Commit(block, ThreadBlock.CellsOffset + ((nuint)slots * sizeof(int)));

    private static void Destroy(ThreadBlock* block)
    {
        _nativeBytes -= ThreadBlock.TotalBytes;
        NativePages.Free(block, ThreadBlock.TotalBytes);
    }

    private readonly struct Entry(Thread thread, ThreadBlock* block)
    {
        public readonly Thread Thread = thread;
        public readonly ThreadBlock* Block = block;
    }
}
