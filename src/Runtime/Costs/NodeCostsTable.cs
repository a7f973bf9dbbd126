using System.Numerics;
using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>
/// Costs by node and resource, hashed in buckets. It doubles while it is more than half full, up to its bound; then the row of a bucket that was used least gives way to a new one.
/// Not thread-safe.
/// </summary>
internal sealed class NodeCostsTable
{
    private const int Ways = 4, FirstRows = 64;

    private readonly int _mostRows;
    private NodeCosts[] _rows = new NodeCosts[FirstRows];
    private int _used;

    /// <param name="memoryBytes">The most that rows may hold.</param>
    public NodeCostsTable(int memoryBytes)
    {
        var least = FirstRows * Unsafe.SizeOf<NodeCosts>();
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryBytes, least);
        _mostRows = FirstRows * (int)BitOperations.RoundUpToPowerOf2(((uint)(memoryBytes / least) / 2) + 1);
    }

    public long Bytes => _rows.LongLength * Unsafe.SizeOf<NodeCosts>();

    public ReadOnlySpan<NodeCosts> All => _rows;

    /// <summary>The row of a key, made if there was none.</summary>
    /// <param name="key">0 or more.</param>
    public ref NodeCosts Row(int key)
    {
        var first = FirstOf(key);
        var victim = first;
        for (var i = first; i < first + Ways; i++)
        {
            if (_rows[i].Check == key + 1) return ref _rows[i];
            if (_rows[i].Use < _rows[victim].Use) victim = i;
        }
        if (_used > _rows.Length / 2 && _rows.Length < _mostRows)
        {
            Grow();
            return ref Row(key);
        }
        if (_rows[victim].Check == 0) _used++;
        else
        {
            for (var i = first; i < first + Ways; i++) _rows[i].Age();
        }
        _rows[victim] = NodeCosts.Of(key + 1);
        return ref _rows[victim];
    }

    /// <summary>Whose row it is; below 0: a free one.</summary>
    public static int KeyOf(in NodeCosts row) => row.Check - 1;

    private void Grow()
    {
        var old = _rows;
        _rows = new NodeCosts[2 * old.Length];
        _used = 0;
        foreach (ref readonly var row in old.AsSpan())
        {
            if (row.Check != 0) Row(KeyOf(row)) = row;
        }
    }

    private int FirstOf(int key) => (int)(((uint)key * 0x9E37_79B1u) >> 7) & (_rows.Length - Ways);
}
