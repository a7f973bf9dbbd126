using System.Collections;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>Adds up what the steps of an iterator need, and delivers it when the enumeration ends: at its last element, an exception or its disposal.</summary>
internal sealed class MeasuredEnumerator<T>(IEnumerator<T> iterator, EnumerationWatch watch) : IEnumerator<T>
{
    public T Current => iterator.Current;

    object? IEnumerator.Current => ((IEnumerator)iterator).Current;

    public bool MoveNext()
    {
        var step = new EnumerationStep(watch);
        var hasMoved = false;
        try
        {
            return hasMoved = iterator.MoveNext();
        }
        finally
        {
            step.End();
            if (!hasMoved)
                watch.Ended();
        }
    }

    public void Reset() => iterator.Reset();

    public void Dispose()
    {
        var step = new EnumerationStep(watch);
        try
        {
            iterator.Dispose();
        }
        finally
        {
            step.End();
            watch.Ended();
        }
    }
}
