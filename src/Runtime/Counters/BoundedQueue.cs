using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>
/// A bounded queue of many producers and one consumer, without locks (Vyukov's bounded queue: each cell's sequence number says whose turn it is). Allocates nothing
/// after its construction.
/// </summary>
internal sealed class BoundedQueue<T>
    where T : struct
{
    private readonly Cell[] _cells;
    private readonly long _mask;
    private long _tail;
    private long _head;

    /// <param name="capacity">Items it holds; a power of two.</param>
    public BoundedQueue(int capacity)
    {
        _cells = new Cell[capacity];
        _mask = capacity - 1;
        for (var i = 0; i < capacity; i++)
            _cells[i].Sequence = i;
    }

    /// <summary>Items in it, as of some moment of now.</summary>
    public long Count => Math.Max(0, Volatile.Read(ref _tail) - Volatile.Read(ref _head));

    /// <summary>Adds an item. False when the queue is full.</summary>
    [SkipLocalsInit]
    public bool TryEnqueue(in T item)
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
                    cell.Item = item;
                    Volatile.Write(ref cell.Sequence, position + 1);
                    return true;
                }

                position = seen;
            }
            else if (turn < 0)
            {
                return false;
            }
            else
            {
                position = Volatile.Read(ref _tail);
            }
        }
    }

    /// <summary>Takes the oldest item out. One consumer at a time.</summary>
    public bool TryDequeue(out T item)
    {
        ref var cell = ref _cells[_head & _mask];
        if (Volatile.Read(ref cell.Sequence) != _head + 1)
        {
            item = default;
            return false;
        }

        item = cell.Item;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            cell.Item = default; // what it refers to shall not live as long as the queue
        Volatile.Write(ref cell.Sequence, _head + _cells.Length);
        Volatile.Write(ref _head, _head + 1);
        return true;
    }

    private struct Cell
    {
        public long Sequence;
        public T Item;
    }
}
