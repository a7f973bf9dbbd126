using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>Rows of costs by hashed context, in buckets; in a full one the row with the fewest costs gives way, all others growing older. Not thread-safe.</summary>
/// <param name="rows">A power of two.</param>
internal sealed class CostTable(int rows)
{
    public const int Absent = -1;

    public const int Ways = 4;

    private readonly CostRow[] _rows = new CostRow[rows];

    public long Bytes => _rows.LongLength * Unsafe.SizeOf<CostRow>();

    public ref CostRow this[int row] => ref _rows[row];

    /// <summary>The row of a context, or <see cref="Absent"/>.</summary>
    public int Find(uint hash)
    {
        var first = FirstOf(hash);
        for (var i = first; i < first + Ways; i++)
        {
            if (_rows[i].Check == CheckOf(hash)) return i;
        }
        return Absent;
    }

    /// <summary>A row for a context that has none.</summary>
    /// <param name="hash">Of the context.</param>
    /// <param name="error">Expected of a context like this.</param>
    /// <param name="shift">The common shift so far.</param>
    public int Insert(uint hash, float error, float shift)
    {
        var first = FirstOf(hash);
        var victim = first;
        for (var i = first; i < first + Ways; i++)
        {
            if (_rows[i].IsFree)
            {
                victim = i;
                break;
            }
            if (_rows[i].Use < _rows[victim].Use) victim = i;
        }
        if (!_rows[victim].IsFree)
        {
            for (var i = first; i < first + Ways; i++) _rows[i].Age();
        }
        _rows[victim] = CostRow.Of(CheckOf(hash), error, shift);
        return victim;
    }

    private int FirstOf(uint hash) => (int)(hash & (uint)(rows - 1)) & ~(Ways - 1);

    private static uint CheckOf(uint hash) => hash | 1;
}
