namespace ShadowGen.Counters;

/// <summary>Continuations of ours on tasks of the host's: its own run where, and in the order in which, they would run without.</summary>
internal static class Completions
{
    /// <summary>Runs the continuation when the task is complete, on the completing thread or here.</summary>
    /// <remarks>
    /// Of a task's awaiters only one is continued on the completing thread, the others in the pool: one of ours could take that place from the host's only one. A synchronous
    /// ContinueWith takes none. It must not hold the caller's context, and the thread must have the very same one afterwards, by which FlowContext.Close knows it.
    /// </remarks>
    public static void Watch(Task task, Action<Task, object?> continuation, object? state)
    {
        var context = ExecutionContext.Capture();
        if (context is not null)
            ExecutionContext.SuppressFlow();
        try
        {
            _ = task.ContinueWith(continuation, state, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        finally
        {
            if (context is not null)
                ExecutionContext.Restore(context);
        }
    }
}
