using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>
/// Which call follows which: counts in contexts of the last 1 to 4 calls, blended from the longest to the shortest by escape probabilities of method C
/// (Moffat, "Implementing the PPM data compression scheme", 1990). Engine thread only.
/// </summary>
/// <remarks>Memory is bounded: half for learning, half for the published copy. When it is full, a bucket's least used row gives way, old use counting less.</remarks>
internal sealed class NextCallModel
{
    public const int MaxOrder = 4;

    public const int DefaultMemoryBytes = 4 << 20;

    /// <summary>The top bit tells a flow switch from a slot.</summary>
    public const uint Marker = 0x8000_0000;

    private const int InitialRows = ContextRows.SegmentLength;

    private readonly int _maxRows;
    private ContextRows _rows = new(InitialRows);
    private int _used;
    private long _updates;
    private bool _isDirty = true;
    private NextCallTable _published = NextCallTable.Empty;

    /// <param name="memoryBytes">The most that learning and one published copy hold together; 64 KB or more.</param>
    public NextCallModel(int memoryBytes = DefaultMemoryBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryBytes, 2 * InitialRows * Unsafe.SizeOf<ContextRow>());
        _maxRows = ContextRows.LengthFor(memoryBytes / 2);
    }

    /// <summary>Bytes that learning and the published copy hold.</summary>
    public long MemoryBytes => 2L * _rows.Length * Unsafe.SizeOf<ContextRow>();

    /// <summary>Learns from calls in their order. A value with the top bit set cuts the context; what follows it begins anew, which is a context of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Learn(ReadOnlySpan<uint> window)
    {
        var context = Vector128.Create(ContextRow.Unused);
        var order = -1;
        foreach (var symbol in window)
        {
            if (symbol >= Marker)
            {
                order = 0;
                continue;
            }
            if (order == 0) RowFor(ContextRow.KeyOf(context, 0)).Count(symbol);
            for (var k = order; k > 0; k--) RowFor(ContextRow.KeyOf(context, k)).Count(symbol);
            context = Vector128.Shuffle(context, Vector128.Create(0u, 0, 1, 2)).WithElement(0, symbol);
            order = Math.Clamp(order + 1, 1, MaxOrder);
            _isDirty = true;
        }
    }

    /// <summary>Forgets everything that was learned about a range of slots, before they are handed out for other calls.</summary>
    public void Forget(int first, int count)
    {
        if (count <= 0) return;
        var old = _rows;
        var start = Vector128.Create((uint)first);
        var length = Vector128.Create((uint)count);
        _rows = new(old.Length);
        _used = 0;
        foreach (var known in old.All)
        {
            var row = known;
            if (row.Total == 0 || Vector128.LessThanAny(row.Key - start, length) || !row.Forget((uint)first, (uint)count)) continue;
            Vacant(row.Key) = row;
        }
        _isDirty = true;
    }

    /// <summary>An immutable table of what was learned so far, which answers with edges of <paramref name="graph"/>.</summary>
    public NextCallTable Publish(CallGraph graph)
    {
        if (!_isDirty && ReferenceEquals(_published.Graph, graph)) return _published;
        _published = new(graph, _isDirty ? _rows.Copy(_published.Rows) : _published.Rows);
        _isDirty = false;
        return _published;
    }

    private ref ContextRow RowFor(Vector128<uint> key)
    {
        _updates++;
        var turn = (ushort)(_updates / (4L * _rows.Length));
        ref var row = ref _rows.Find(key);
        if (Unsafe.IsNullRef(ref row))
        {
            if (_used > _rows.Length * 5L / 8 && _rows.Length < _maxRows) Grow();
            row = ref Vacant(key);
            row = new() { Key = key };
        }
        _rows.Touch(key);
        row.Turn = turn;
        return ref row;
    }

    // The first empty row of the bucket, or the one whose use is least and longest ago.
    private ref ContextRow Vacant(Vector128<uint> key)
    {
        var turn = (ushort)(_updates / (4L * _rows.Length));
        ref var bucket = ref _rows.Bucket(key);
        var victim = 0;
        var least = uint.MaxValue;
        for (var i = 0; i < ContextRows.BucketSize; i++)
        {
            ref var row = ref Unsafe.Add(ref bucket, i);
            if (row.Total == 0)
            {
                _used++;
                return ref row;
            }
            var use = row.Total >> Math.Min(31, (int)(ushort)(turn - row.Turn));
            if (use < least) (least, victim) = (use, i);
        }
        return ref Unsafe.Add(ref bucket, victim);
    }

    private void Grow()
    {
        var old = _rows;
        _rows = new(2 * old.Length);
        _used = 0;
        foreach (var row in old.All)
        {
            if (row.Total > 0) Vacant(row.Key) = row;
        }
    }
}
