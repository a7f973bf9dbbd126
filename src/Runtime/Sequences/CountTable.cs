using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ShadowGen.Sequences;

/// <summary>
/// Counts of outcomes in contexts: a hashed table of rows, each with a check of its hash, a use that ages, and its outcomes from the latest to the oldest.
/// When a bucket is full, the row with the least use gives way. Not thread-safe.
/// </summary>
internal sealed class CountTable
{
    /// <summary>Returned for a context that has no row.</summary>
    public const int Absent = -1;

    private const int Header = 2;
    private const int Cell = 2;
    private const int MaxUse = 64;
    private const int UseOfOne = 2;
    private const int OutcomesOfShort = 3;
    private const int OutcomesOfWide = 15;
    private const int CountsOfShort = 255;
    private const int CountsOfWide = 1000;

    /// <summary>A cache line, in cells. Rows begin on one, so that looking one up reads one.</summary>
    private const int Line = 32;

    /// <summary>Where the checks of four short rows are in their line.</summary>
    private const uint ChecksOfShort = 0x0101_0101;

    private readonly ushort[] _cells;
    private readonly int _first;
    private readonly int _width;
    private readonly int _ways;
    private readonly uint _mask;
    private readonly bool _isWide;

    /// <param name="rows">A power of two.</param>
    /// <param name="isWide">Rows of 15 outcomes and 64 bytes, whose counts are of the long run; else of 3 and 16 bytes, whose counts favour what was last.</param>
    public CountTable(int rows, bool isWide)
    {
        _isWide = isWide;
        Outcomes = isWide ? OutcomesOfWide : OutcomesOfShort;
        _width = Header + (Cell * Outcomes);
        _ways = isWide ? 2 : 4;
        _mask = (uint)rows - 1 & ~((uint)_ways - 1);
        _cells = GC.AllocateArray<ushort>((rows * _width) + Line, pinned: true);
        _first = (int)((ulong)-Address(_cells) / sizeof(ushort) % Line);
    }

    public int Outcomes { get; }

    /// <summary>Tells the processor that a context's row will be read soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(uint hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cells), FirstOf(hash))));
    }

    public long Bytes => (long)_cells.Length * sizeof(ushort);

    /// <summary>The row of a context, or <see cref="Absent"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint hash)
    {
        var check = CheckOf(hash);
        var row = FirstOf(hash);
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cells), row);
        // In which way a row lies cannot be foretold: no branch depends on it.
        if (_isWide) return first == check ? row : Unsafe.Add(ref first, Line) == check ? row + Line : Absent;
        var wanted = Vector256.Create(check);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref first), wanted).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)Vector256<ushort>.Count), wanted).ExtractMostSignificantBits();
        var found = (low | (high << Vector256<ushort>.Count)) & ChecksOfShort;
        return found == 0 ? Absent : row + BitOperations.TrailingZeroCount(found);
    }

    // A row for a context that has none: empty, or taken from the one of its bucket that was used least.
    private int Insert(uint hash)
    {
        var first = FirstOf(hash);
        var victim = first;
        for (var i = 1; i < _ways; i++)
        {
            var row = first + (i * _width);
            if (UseOf(row) < UseOf(victim)) victim = row;
        }
        for (var i = 0; i < _ways; i++)
        {
            var row = first + (i * _width);
            if (_cells[row + 1] > 0) _cells[row + 1]--;
        }
        _cells.AsSpan(victim, _width).Clear();
        _cells[victim] = CheckOf(hash);
        return victim;
    }

    /// <summary>Cells of an outcome and its count, the latest outcome first; a count of 0 ends them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<uint> Row(int row) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<ushort, uint>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cells), row + Header)), Outcomes);

    public static ushort OutcomeOf(uint cell) => (ushort)(BitConverter.IsLittleEndian ? cell : cell >> 16);

    public static int CountOf(uint cell) => (ushort)(BitConverter.IsLittleEndian ? cell >> 16 : cell);

    /// <summary>The sum of a row's counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(ReadOnlySpan<uint> row)
    {
        // Cells behind the end count 0.
        if (row.Length == OutcomesOfShort) return CountOf(row[0]) + CountOf(row[1]) + CountOf(row[2]);
        // Two vectors, of which the second repeats the last cell of the first.
        var first = Vector256.Create<uint>(row);
        var second = Vector256.Create<uint>(row[(OutcomesOfWide - Vector256<uint>.Count)..]).WithElement(0, 0u);
        return (int)Vector256.Sum(CountsOf(first) + CountsOf(second));
    }

    /// <summary>Counts an outcome; in a full row it takes the place of the oldest.</summary>
    /// <param name="row">What <see cref="Find"/> said. If another context has taken that row since, it gets another.</param>
    /// <param name="hash">Of the context.</param>
    /// <param name="outcome">What came.</param>
    public void Count(int row, uint hash, ushort outcome)
    {
        if (row == Absent || _cells[row] != CheckOf(hash)) row = Insert(hash);
        _cells[row + 1] = (ushort)Math.Min(_cells[row + 1] + UseOfOne, MaxUse);
        var cells = _cells.AsSpan(row + Header, Cell * Outcomes);
        var at = 0;
        while (at < cells.Length && cells[at + 1] != 0 && cells[at] != outcome) at += Cell;
        var isNew = at == cells.Length || cells[at + 1] == 0;
        if (at == cells.Length) at -= Cell;
        var count = isNew ? 0 : cells[at + 1];
        if (!_isWide) Fade(cells, at);

        for (; at > 0; at -= Cell) (cells[at], cells[at + 1]) = (cells[at - Cell], cells[at - Cell + 1]);
        cells[0] = outcome;
        cells[1] = (ushort)Math.Min(count + 1, _isWide ? CountsOfWide : CountsOfShort);
        if (_isWide && count >= CountsOfWide) Halve(cells);
    }

    // What came out otherwise says less about a short row's next time.
    private static void Fade(Span<ushort> cells, int except)
    {
        for (var i = 0; i < cells.Length && cells[i + 1] != 0; i += Cell)
        {
            if (i != except && cells[i + 1] > 2) cells[i + 1] -= (ushort)(cells[i + 1] >> 2);
        }
    }

    private static void Halve(Span<ushort> cells)
    {
        for (var i = 0; i < cells.Length && cells[i + 1] != 0; i += Cell) cells[i + 1] = (ushort)((cells[i + 1] + 1) >> 1);
    }

    private static Vector256<uint> CountsOf(Vector256<uint> cells) => BitConverter.IsLittleEndian ? cells >> 16 : cells & Vector256.Create(0xFFFFu);

    private int UseOf(int row) => _cells[row] == 0 ? -1 : _cells[row + 1];

    private int FirstOf(uint hash) => _first + ((int)(hash & _mask) * _width);

    // Pinned: its address is what it will be.
    private static unsafe long Address(ushort[] cells) => (long)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(cells));

    private static ushort CheckOf(uint hash) => (ushort)(hash >> 16 | 1);
}
