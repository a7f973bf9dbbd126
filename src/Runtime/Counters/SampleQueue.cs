using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>
/// Carries samples from all threads to the engine: a bounded queue of many producers and one consumer, without locks
/// (Vyukov's bounded queue: each cell's sequence number says whose turn it is). A full queue drops, and counts what it dropped.
/// </summary>
/// <remarks>
/// One queue for the process rather than one ring a thread: a sample costs hundreds of nanoseconds and is rare, so that
/// sharing adds nothing that can be measured, while rings for thousands of threads would be most of their memory.
/// </remarks>
internal sealed class SampleQueue
{
    private readonly Cell[] _cells;
    private readonly long _mask;
    private long _tail;
    private long _head;
    private long _dropped;

    /// <param name="capacity">Samples it holds; a power of two.</param>
    public SampleQueue(int capacity)
    {
        _cells = new Cell[capacity];
        _mask = capacity - 1;
        for (var i = 0; i < capacity; i++)
            _cells[i].Sequence = i;
    }

    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Counts a sample that was never made.</summary>
    public void CountDropped() => Interlocked.Increment(ref _dropped);

    /// <summary>Adds a sample. False when the queue is full; the sample is then dropped and counted.</summary>
    [SkipLocalsInit]
    public bool TryEnqueue(in CallSample sample)
    {
        var position = Volatile.Read(ref _tail);
        while (true)
        {
            ref var cell = ref _cells[position & _mask];
            var turn = Volatile.Read(ref cell.Sequence) - position;
            if (turn == 0)
            {
                var seen = Interlocked.CompareExchange(ref _tail, position + 1, position);
                if (seen == position)
                {
                    cell.Sample = sample;
                    Volatile.Write(ref cell.Sequence, position + 1);
                    return true;
                }

                position = seen;
            }
            else if (turn < 0)
            {
                Interlocked.Increment(ref _dropped);
                return false;
            }
            else
            {
                position = Volatile.Read(ref _tail);
            }
        }
    }

    /// <summary>Takes the oldest sample out. One consumer at a time.</summary>
    public bool TryDequeue(out CallSample sample)
    {
        ref var cell = ref _cells[_head & _mask];
        if (Volatile.Read(ref cell.Sequence) != _head + 1)
        {
            sample = default;
            return false;
        }

        sample = cell.Sample;
        Volatile.Write(ref cell.Sequence, _head + _cells.Length);
        _head++;
        return true;
    }

    private struct Cell
    {
        public long Sequence;
        public CallSample Sample;
    }
}
