using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>Stands in for an async iterator's enumerable, and is all that it is: also the enumerator that the compiler has it be.</summary>
/// <param name="iterator">What the call returned.</param>
/// <param name="own">The same object.</param>
/// <param name="watch">Takes the first enumeration.</param>
internal sealed class MeasuredAsyncEnumerable<T>(IAsyncEnumerable<T> iterator, IAsyncEnumerator<T> own, EnumerationWatch watch) : IAsyncEnumerable<T>, IAsyncEnumerator<T>
{
    private EnumerationWatch? _watch = watch;

    T IAsyncEnumerator<T>.Current => own.Current;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var enumerator = iterator.GetAsyncEnumerator(cancellationToken);
        if (Interlocked.Exchange(ref _watch, null) is not { } first)
            return enumerator;
        var before = GC.GetAllocatedBytesForCurrentThread();
        return ShadowEnumeration.Booked(new MeasuredAsyncEnumerator<T>(enumerator, first), before);
    }

    ValueTask<bool> IAsyncEnumerator<T>.MoveNextAsync() => own.MoveNextAsync();

    ValueTask IAsyncDisposable.DisposeAsync() => own.DisposeAsync();
}
