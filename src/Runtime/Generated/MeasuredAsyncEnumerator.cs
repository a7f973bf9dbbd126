using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>Adds up what the steps of an async iterator need: CPU time and bytes of their synchronous parts, elapsed time to their completion.</summary>
/// <remarks>
/// A step's <see cref="ValueTask{TResult}"/> goes to the consumer as it is, since it may be awaited only once. So a suspended step ends when its consumer
/// goes on: reads the element, asks for the next one, or disposes.
/// </remarks>
internal sealed class MeasuredAsyncEnumerator<T>(IAsyncEnumerator<T> iterator, EnumerationWatch watch) : IAsyncEnumerator<T>
{
    private long _suspendedNs;
    private long _suspendedWeight;

    public T Current
    {
        get
        {
            Resume();
            return iterator.Current;
        }
    }

    public ValueTask<bool> MoveNextAsync()
    {
        Resume();
        var step = new EnumerationStep(watch);
        ValueTask<bool> moved;
        long ended;
        var hasFailed = true;
        try
        {
            moved = iterator.MoveNextAsync();
            hasFailed = false;
        }
        finally
        {
            ended = step.End();
            if (hasFailed)
                watch.Ended();
        }

        if (!moved.IsCompleted)
        {
            (_suspendedNs, _suspendedWeight) = (ended, step.Weight);
            return moved;
        }

        if (!moved.IsCompletedSuccessfully)
        {
            watch.Ended();
            return moved;
        }

        // Read once here, and so not to be handed on.
        var hasMoved = moved.Result;
        if (!hasMoved)
            watch.Ended();
        return new ValueTask<bool>(hasMoved);
    }

    public ValueTask DisposeAsync()
    {
        Resume();
        var step = new EnumerationStep(watch);
        try
        {
            return iterator.DisposeAsync();
        }
        finally
        {
            step.End();
            watch.Ended();
        }
    }

    private void Resume()
    {
        if (_suspendedWeight == 0)
            return;
        watch.AddSuspended(_suspendedWeight, Math.Max(0, ThreadClock.Now() - _suspendedNs));
        _suspendedWeight = 0;
    }
}
