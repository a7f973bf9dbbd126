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
        Completions.Watch(result, static (_, watch) => ((CompletionWatch)watch!).Completed(), watch);
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
        Measurements.Deliver(in _sample);
    }
}
