using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>
/// A hash table of rows: buckets of four neighbours, filled from the front; a row lies in its bucket or nowhere. The rows are kept in segments below the
/// size of large objects, so that publishing copies makes no work for full collections, and copies only the segments that changed.
/// </summary>
internal sealed class ContextRows
{
    public const int BucketSize = 4;

    public const int SegmentLength = 512;

    private const int SegmentShift = 9;

    private readonly ContextRow[][] _segments;
    private readonly bool[] _isDirty;

    /// <param name="length">How many rows: a power of two, at least <see cref="SegmentLength"/>.</param>
    public ContextRows(int length)
    {
        _segments = new ContextRow[length >> SegmentShift][];
        for (var i = 0; i < _segments.Length; i++) _segments[i] = new ContextRow[SegmentLength];
        _isDirty = new bool[_segments.Length];
        Array.Fill(_isDirty, true);
    }

    private ContextRows(ContextRow[][] segments)
    {
        _segments = segments;
        _isDirty = [];
    }

    public int Length => _segments.Length << SegmentShift;

    /// <summary>Every row, empty ones too.</summary>
    public IEnumerable<ContextRow> All => _segments.SelectMany(segment => segment);

    /// <summary>The row of a context, or a null reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ContextRow Find(Vector128<uint> key)
    {
        ref var row = ref Bucket(key);
        for (var i = 0; i < BucketSize; i++)
        {
            ref var candidate = ref Unsafe.Add(ref row, i);
            if (candidate.Total == 0) break;
            if (candidate.Key == key) return ref candidate;
        }
        return ref Unsafe.NullRef<ContextRow>();
    }

    /// <summary>The first row of the bucket that a context belongs to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ContextRow Bucket(Vector128<uint> key)
    {
        var index = IndexOf(key);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_segments[index >> SegmentShift]), index & (SegmentLength - 1));
    }

    /// <summary>Notes that a row of this context is about to change.</summary>
    public void Touch(Vector128<uint> key) => _isDirty[IndexOf(key) >> SegmentShift] = true;

    /// <summary>An immutable copy; segments that were not touched since <paramref name="last"/> was made are shared with it.</summary>
    public ContextRows Copy(ContextRows? last)
    {
        var segments = new ContextRow[_segments.Length][];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = last?.Length == Length && !_isDirty[i] ? last._segments[i] : (ContextRow[])_segments[i].Clone();
        }
        Array.Clear(_isDirty);
        return new(segments);
    }

    /// <summary>Whether a copy shares its segment <paramref name="index"/> with another.</summary>
    public bool SharesSegment(int index, ContextRows other) => ReferenceEquals(_segments[index], other._segments[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int IndexOf(Vector128<uint> key) => (int)(ContextRow.Hash(key) & (uint)(Length - BucketSize));

    /// <summary>The greatest power of two of rows that fit.</summary>
    public static int LengthFor(long bytes) => (int)(BitOperations.RoundUpToPowerOf2((uint)(bytes / Unsafe.SizeOf<ContextRow>()) + 1) / 2);
}
