using ShadowGen.Counters;

namespace ShadowGen.Prefetch;

/// <summary>Ends early calls that nobody wants: cancels them, observes their exceptions, disposes their results. What the app's code does then runs in the pool. Never throws.</summary>
internal sealed class Dropped : IThreadPoolWorkItem
{
    private readonly Task _task;
    private readonly Func<Task, object?>? _result;
    private readonly CancellationTokenSource? _linked;

    private Dropped(Task task, Func<Task, object?>? result, CancellationTokenSource? linked) => (_task, _result, _linked) = (task, result, linked);

    public static void Take(in EarlyCall call)
    {
        if (call.Task is { } task) ThreadPool.UnsafeQueueUserWorkItem(new Dropped(task, call.Result, call.Linked), preferLocal: false);
        else call.Linked?.Dispose();
    }

    public void Execute()
    {
        try
        {
            if (!_task.IsCompleted) _linked?.Cancel();
        }
        catch (Exception)
        {
            // A callback of the app's threw: whoever had registered it is being cancelled all the same.
        }
        if (_task.IsCompleted) _ = End();
        else Completions.Watch(_task, static (_, dropped) => ThreadPool.UnsafeQueueUserWorkItem((Dropped)dropped!, preferLocal: false), this);
    }

    private async Task End()
    {
        try
        {
            _linked?.Dispose();
            _ = _task.Exception; // observed
            if (!_task.IsCompletedSuccessfully) return;
            switch (_result?.Invoke(_task))
            {
                case IAsyncDisposable result: await result.DisposeAsync().ConfigureAwait(false); break;
                case IDisposable result: result.Dispose(); break;
            }
        }
        catch (Exception)
        {
            // The result could not be disposed: nobody else has seen it, and nobody can do it better.
        }
    }
}
