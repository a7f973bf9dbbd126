using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShadowGen.Prediction;

/// <summary>
/// A hash table of what came next in each state: buckets of four rows. It doubles when a bucket is full, until it is as large as it may be; then a bucket's least used row gives
/// way, old use counting less. Engine thread only.
/// </summary>
internal sealed class TransitionRows
{
    /// <summary>1 MB of rows: 16,384 states, 131,072 outcomes.</summary>
    public const int MaxLength = 16_384;

    private const int InitialLength = 256;
    private const int BucketSize = 4;

    private readonly int _maxLength;
    private TransitionRow[] _rows = new TransitionRow[InitialLength];
    private int _used;
    private long _counted;

    /// <param name="maxLength">Rows at most: a power of two, 256 or more.</param>
    public TransitionRows(int maxLength = MaxLength) => _maxLength = maxLength;

    /// <summary>Rows in use.</summary>
    public int Used => _used;

    public long MemoryBytes => (long)_rows.Length * Unsafe.SizeOf<TransitionRow>();

    /// <summary>Counts that a state was left for an outcome.</summary>
    public void Count(ulong key, int outcome)
    {
        ref var row = ref Find(key);
        if (Unsafe.IsNullRef(ref row))
        {
            while (_rows.Length < _maxLength && _used > _rows.Length / 8 && IsFull(key)) Grow();
            row = ref Vacant(key);
            row = new() { Key = key };
        }
        row.Turn = Turn;
        row.Count(outcome);
        _counted++;
    }

    /// <summary>The row of a state, or a null reference.</summary>
    public ref TransitionRow Find(ulong key)
    {
        ref var row = ref Bucket(key);
        for (var i = 0; i < BucketSize; i++)
        {
            ref var candidate = ref Unsafe.Add(ref row, i);
            if (candidate.Key == key) return ref candidate;
            if (candidate.Key == 0) break;
        }
        return ref Unsafe.NullRef<TransitionRow>();
    }

    private bool IsFull(ulong key) => Unsafe.Add(ref Bucket(key), BucketSize - 1).Key != 0;

    private ushort Turn => (ushort)(_counted / (16L * _rows.Length));

    // The first empty row of the bucket, or the one whose use is least and longest ago.
    private ref TransitionRow Vacant(ulong key)
    {
        ref var bucket = ref Bucket(key);
        var turn = Turn;
        var victim = 0;
        var least = uint.MaxValue;
        for (var i = 0; i < BucketSize; i++)
        {
            ref var row = ref Unsafe.Add(ref bucket, i);
            if (row.Key == 0)
            {
                _used++;
                return ref row;
            }
            var use = row.Total >> Math.Min(31, (int)(ushort)(turn - row.Turn));
            if (use < least) (least, victim) = (use, i);
        }
        return ref Unsafe.Add(ref bucket, victim);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref TransitionRow Bucket(ulong key)
    {
        var hash = key * 0x9E37_79B9_7F4A_7C15; // Fibonacci hashing (Knuth): the high bits depend on all of the key
        var index = (uint)((hash ^ (hash >> 29)) >> 32) & (uint)(_rows.Length - BucketSize);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows), index);
    }

    private void Grow()
    {
        var old = _rows;
        _rows = new TransitionRow[2 * old.Length];
        _used = 0;
        foreach (ref readonly var row in old.AsSpan())
        {
            if (row.Key != 0) Vacant(row.Key) = row;
        }
    }
}
