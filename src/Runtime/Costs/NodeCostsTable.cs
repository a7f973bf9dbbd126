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
    private int[] _checks = new int[FirstRows];
    private int _used;

    /// <param name="memoryBytes">The most that rows may hold.</param>
    public NodeCostsTable(int memoryBytes)
    {
        var least = FirstRows * (Unsafe.SizeOf<NodeCosts>() + sizeof(int));
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryBytes, least);
        _mostRows = FirstRows * (int)BitOperations.RoundUpToPowerOf2(((uint)(memoryBytes / least) / 2) + 1);
    }

    public long Bytes => _rows.LongLength * (Unsafe.SizeOf<NodeCosts>() + sizeof(int));

    /// <summary>Rows that there are room for.</summary>
    public int Rows => _rows.Length;

    public ref NodeCosts this[int row] => ref _rows[row];

    /// <summary>Whose row it is; below 0: nobody's.</summary>
    public int KeyOf(int row) => _checks[row] - 1;

    /// <summary>Where the row of a key is; below 0: there is none.</summary>
    public int Find(int key)
    {
        var first = FirstOf(key);
        var at = _checks.AsSpan(first, Ways).IndexOf(key + 1);
        return at < 0 ? at : first + at;
    }

    /// <summary>The row of a key, made if there was none.</summary>
    /// <param name="key">0 or more.</param>
    /// <param name="shift">The common shift so far, for a new row.</param>
    public ref NodeCosts Row(int key, float shift)
    {
        if (Find(key) is >= 0 and var row) return ref _rows[row];
        if (_used > _rows.Length / 2 && _rows.Length < _mostRows) Grow();
        return ref Insert(key, FirstOf(key), shift);
    }

    private ref NodeCosts Insert(int key, int first, float shift)
    {
        var victim = first;
        for (var i = first + 1; i < first + Ways; i++)
        {
            if (_rows[i].Use < _rows[victim].Use) victim = i;
        }
        if (_checks[victim] == 0) _used++;
        else
        {
            for (var i = first; i < first + Ways; i++) _rows[i].Age();
        }
        _checks[victim] = key + 1;
        _rows[victim] = NodeCosts.Create(shift);
        return ref _rows[victim];
    }

    private void Grow()
    {
        var (rows, checks) = (_rows, _checks);
        _rows = new NodeCosts[2 * rows.Length];
        _checks = new int[_rows.Length];
        _used = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (checks[i] != 0) Insert(checks[i] - 1, FirstOf(checks[i] - 1), shift: 0) = rows[i];
        }
    }

    private int FirstOf(int key) => (int)(((uint)key * 0x9E37_79B1u) >> 7) & (_rows.Length - Ways);
}
