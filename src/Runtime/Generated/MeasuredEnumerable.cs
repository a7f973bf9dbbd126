using System.Collections;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>Stands in for an iterator's enumerable, and is all that it is: also the enumerator that the compiler has it be.</summary>
/// <param name="iterator">What the call returned.</param>
/// <param name="own">The same object.</param>
/// <param name="watch">Takes the first enumeration.</param>
internal sealed class MeasuredEnumerable<T>(IEnumerable<T> iterator, IEnumerator<T> own, EnumerationWatch watch) : IEnumerable<T>, IEnumerator<T>
{
    private EnumerationWatch? _watch = watch;

    T IEnumerator<T>.Current => own.Current;

    object? IEnumerator.Current => ((IEnumerator)own).Current;

    public IEnumerator<T> GetEnumerator()
    {
        var enumerator = iterator.GetEnumerator();
        if (Interlocked.Exchange(ref _watch, null) is not { } first)
            return enumerator;
        var before = GC.GetAllocatedBytesForCurrentThread();
        return ShadowEnumeration.Booked(new MeasuredEnumerator<T>(enumerator, first), before);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IEnumerator.MoveNext() => own.MoveNext();

    void IEnumerator.Reset() => own.Reset();

    void IDisposable.Dispose() => own.Dispose();
}
