namespace ShadowGen.Counters;

/// <summary>
/// Waits for a sampled async result: the sample is delivered when both its synchronous part has ended and the result is complete, in whichever order.
/// The result's exception stays unobserved: that is the host's to see. The host's own continuations run where, and in the order in which, they would run unwatched.
/// </summary>
internal sealed unsafe class CompletionWatch
{
    private CallSample _sample;
    private FlowContext? _flow;
    private long _startedNs;
    private long _networkAtStart;
    private long _completedNs;
    private int _open = 2;

    private CompletionWatch()
    {
    }

    /// <param name="result">Not yet complete, as far as known.</param>
    /// <param name="block">The running thread's; what is allocated here is booked as overhead.</param>
    public static CompletionWatch On(Task result, ThreadBlock* block)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = new CompletionWatch();
        watch.Register(result);
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return watch;
    }

    public void SynchronousPartEnded(ref CallSample sample, long startedNs, FlowContext? flow, long networkAtStart)
    {
        _sample = sample;
        _startedNs = startedNs;
        _flow = flow;
        _networkAtStart = networkAtStart;
        DeliverWhenBoth();
    }

    // Of a task's awaiters only one is continued on the completing thread, the others in the pool: one of ours could take that place from the host's only one. A synchronous
    // ContinueWith takes none. It must not hold the caller's context, and the thread must have the very same one afterwards, by which FlowContext.Close knows it.
    private void Register(Task result)
    {
        var context = ExecutionContext.Capture();
        if (context is not null)
            ExecutionContext.SuppressFlow();
        try
        {
            _ = result.ContinueWith(
                static (_, watch) => ((CompletionWatch)watch!).Completed(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        finally
        {
            if (context is not null)
                ExecutionContext.Restore(context);
        }
    }

    private void Completed()
    {
        _completedNs = ThreadClock.Now();
        DeliverWhenBoth();
    }

    private void DeliverWhenBoth()
    {
        if (Interlocked.Decrement(ref _open) != 0)
            return;
        _sample.Flags |= SampleFlags.AsyncPartial | SampleFlags.ElapsedIsCompletion;
        _sample.ElapsedNs = Math.Max(0, _completedNs - _startedNs - MeasurementCost.InnerElapsedNs);
        if (_flow is not null)
            _sample.NetworkBytes = Math.Max(0, _flow.NetworkBytes - _networkAtStart);
        Measurements.Queue.TryEnqueue(in _sample);
    }
}
