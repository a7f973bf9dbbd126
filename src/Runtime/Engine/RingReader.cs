using ShadowGen.Counters;
using ShadowGen.Prediction;

namespace ShadowGen.Engine;

/// <summary>
/// Copies what the threads' flight recorders hold and lets the predictor learn from it.
/// </summary>
/// <remarks>
/// Threads write entry and position with plain stores. Here: read the positions, process-wide barrier, copy, barrier, read the positions again. The first barrier
/// makes every entry below the first position visible. The second makes visible every position that a thread had stored before an entry that the copy may have caught
/// half-way: an entry is intact if it lies less than a ring behind the second position. So the barriers are all paid here, and none on the call path, on any processor.
/// </remarks>
internal sealed unsafe class RingReader(IShadowPredictor predictor)
{
    /// <summary>Threads read in one round; the rest have their turn in the next.</summary>
    private const int ThreadsPerRound = 16;

    private readonly Window[] _windows = new Window[ThreadsPerRound];
    private readonly uint[] _copy = new uint[ThreadsPerRound * ThreadBlock.RingEntries];
    private int _turn;

    /// <summary>Calls, in order, that the predictor was given.</summary>
    public long Seen { get; private set; }

    /// <summary>Calls that were overwritten before they could be read.</summary>
    public long Missed { get; private set; }

    public bool LearnedSomething { get; private set; }

    public void Read(bool everything)
    {
        LearnedSomething = false;
        var rounds = everything ? 1 + (ThreadRegistry.LiveCount / ThreadsPerRound) : 1;
        while (rounds-- > 0)
        {
            var count = Copy();
            for (var i = 0; i < count; i++)
            {
                ref var window = ref _windows[i];
                if (window.Length == 0)
                    continue;
                predictor.Learn(_copy.AsSpan(window.Start, window.Length), (long)window.Block, window.Continues);
                Seen += window.Length;
                LearnedSomething = true;
            }
        }
    }

    private int Copy()
    {
        lock (SlotTable.Sync)
        {
            var selection = new Selection { Reader = this, Skip = _turn };
            ThreadRegistry.Visit(ref selection, &Select);
            _turn = selection.Taken == ThreadsPerRound ? _turn + ThreadsPerRound : 0;
            if (selection.Taken == 0)
                return 0;

            Interlocked.MemoryBarrierProcessWide();
            for (var i = 0; i < selection.Taken; i++)
                CopyOne(ref _windows[i], i * ThreadBlock.RingEntries);
            Interlocked.MemoryBarrierProcessWide();
            for (var i = 0; i < selection.Taken; i++)
                DropOverwritten(ref _windows[i]);
            return selection.Taken;
        }
    }

    private static void Select(ref Selection selection, ThreadBlock* block)
    {
        if (selection.Taken == ThreadsPerRound)
            return;
        var position = Volatile.Read(ref block->Position);
        if (position == block->RingRead)
            return;
        if (selection.Skip > 0)
        {
            selection.Skip--;
            return;
        }

        selection.Reader._windows[selection.Taken++] = new Window { Block = block, From = block->RingRead, To = position, Continues = true };
    }

    private void CopyOne(ref Window window, int start)
    {
        var block = window.Block;
        var behind = window.To - window.From;
        if (behind > ThreadBlock.RingBytes)
        {
            Missed += (behind - ThreadBlock.RingBytes) / sizeof(uint);
            window.From = window.To - ThreadBlock.RingBytes;
            window.Continues = false;
        }

        window.Start = start;
        window.Length = (int)((window.To - window.From) / sizeof(uint));
        for (var i = 0; i < window.Length; i++)
            _copy[start + i] = *ThreadBlock.Entry(block, window.From + ((uint)i * sizeof(uint)));
        block->RingRead = window.To;
    }

    private void DropOverwritten(ref Window window)
    {
        // The entry at the position itself may be half-way: one less than the ring is sure.
        var oldest = Volatile.Read(ref window.Block->Position) - (ThreadBlock.RingBytes - sizeof(uint));
        var overwritten = (int)(oldest - window.From) / sizeof(uint);
        if (overwritten <= 0)
            return;
        overwritten = Math.Min(overwritten, window.Length);
        Missed += overwritten;
        window.Continues = false;
        window.Start += overwritten;
        window.Length -= overwritten;
    }

    private struct Window
    {
        public ThreadBlock* Block;
        public uint From;
        public uint To;
        public int Start;
        public int Length;
        public bool Continues;
    }

    private struct Selection
    {
        public RingReader Reader;
        public int Skip;
        public int Taken;
    }
}
