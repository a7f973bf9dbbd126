using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ShadowGen.Generator.Parsing;

/// <summary>Spreads independent items over the processors. Results are the caller's to store by index, so that their order depends on nothing.</summary>
internal static class Workers
{
    // Fewer are done before another thread has woken up.
    private const int Few = 4;

    /// <param name="count">Items, from 0 on.</param>
    /// <param name="isConcurrent">False where the build asks for one thread.</param>
    /// <param name="start">Makes what one worker keeps from item to item; never used by two at once.</param>
    /// <param name="work">Does one item.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; no other exception is wrapped either.</exception>
    public static void Run<TState>(int count, bool isConcurrent, Func<TState> start, Action<TState, int> work, CancellationToken cancellation)
    {
        if (!isConcurrent || count < Few)
        {
            RunHere(count, start, work, cancellation);
            return;
        }

        // A worker ends with its time slice and another goes on: what it has learned is handed over.
        var idle = new ConcurrentBag<TState>();
        try
        {
            Parallel.For(
                0,
                count,
                new ParallelOptions { CancellationToken = cancellation },
                () => idle.TryTake(out var state) ? state : start(),
                (item, _, state) =>
                {
                    work(state, item);
                    return state;
                },
                idle.Add);
        }
        catch (AggregateException faults)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Capture(faults.Flatten().InnerExceptions[0]).Throw();
        }
    }

    private static void RunHere<TState>(int count, Func<TState> start, Action<TState, int> work, CancellationToken cancellation)
    {
        if (count == 0)
            return;
        var state = start();
        for (var item = 0; item < count; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            work(state, item);
        }
    }
}
