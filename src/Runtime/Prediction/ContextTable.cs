using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>Finds rows: buckets of four neighbours, chosen by hash. A row lies in its bucket or nowhere, and a bucket is filled from the front.</summary>
internal static class ContextTable
{
    public const int BucketSize = 4;

    /// <summary>The row of a context, or a null reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ContextRow Find(ContextRow[] rows, Vector128<uint> key)
    {
        ref var row = ref Bucket(rows, key);
        for (var i = 0; i < BucketSize; i++)
        {
            ref var candidate = ref Unsafe.Add(ref row, i);
            if (candidate.Total == 0) break;
            if (candidate.Key == key) return ref candidate;
        }
        return ref Unsafe.NullRef<ContextRow>();
    }

    /// <summary>The first row of the bucket that a context belongs to. The number of rows is a power of two, at least <see cref="BucketSize"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ContextRow Bucket(ContextRow[] rows, Vector128<uint> key) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows), ContextRow.Hash(key) & (uint)(rows.Length - BucketSize));
}
