using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>
/// Measures iterators over their enumeration. Called by emitted code only, with the result of a measured call whose callee is an iterator: each of
/// its calls returns an object of its own, so that nobody can compare the object that stands in for it with another. Never throws.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ShadowEnumeration
{
    /// <summary>Stands in for what an iterator returned: its first enumeration becomes the call's measurement, later ones are the iterator's own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IEnumerable<T> Measure<T>(IEnumerable<T> result) =>
        result is IEnumerator<T> own && Begin(result, out var before) is { } watch ? Booked(new MeasuredEnumerable<T>(result, own, watch), before) : result;

    /// <summary>Stands in for what an iterator returned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IEnumerator<T> Measure<T>(IEnumerator<T> result) =>
        Begin(result, out var before) is { } watch ? Booked(new MeasuredEnumerator<T>(result, watch), before) : result;

    /// <inheritdoc cref="Measure{T}(IEnumerable{T})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IAsyncEnumerable<T> Measure<T>(IAsyncEnumerable<T> result) =>
        result is IAsyncEnumerator<T> own && Begin(result, out var before) is { } watch ? Booked(new MeasuredAsyncEnumerable<T>(result, own, watch), before) : result;

    /// <inheritdoc cref="Measure{T}(IEnumerator{T})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IAsyncEnumerator<T> Measure<T>(IAsyncEnumerator<T> result) =>
        Begin(result, out var before) is { } watch ? Booked(new MeasuredAsyncEnumerator<T>(result, watch), before) : result;

    // The compiler's own types begin with '<'. Anything else is no iterator, whatever the generator knew when the caller was compiled.
    private static EnumerationWatch? Begin(object? result, out long before)
    {
        before = GC.GetAllocatedBytesForCurrentThread();
        return result?.GetType().Name is ['<', ..] ? SlowPath.WatchEnumeration() : null;
    }

    /// <summary>Has what was allocated since be no part of any measurement.</summary>
    internal static TResult Booked<TResult>(TResult result, long before)
    {
        var block = ThreadBlock.Current;
        if (block != null)
            block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return result;
    }
}
