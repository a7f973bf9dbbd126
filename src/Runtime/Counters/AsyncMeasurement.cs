namespace ShadowGen.Counters;

/// <summary>
/// The measurement of one sampled call of an async method whose builder is ours: what its synchronous part used, and what each later resumption adds, on whichever thread.
/// A method that it awaits adds to it too when its builder is ours. Thread-safe: callees may run in parallel.
/// </summary>
internal sealed unsafe class AsyncMeasurement
{
    /// <summary>Set while a sampled call waits for its async method to start: the thread's path position inside of the call, which tells the call's own method from another.</summary>
    [ThreadStatic]
    public static nint Offered;

    /// <summary>What the running code of this thread adds to, if anything.</summary>
    [ThreadStatic]
    public static AsyncMeasurement? Current;

    /// <summary>The innermost of the measurements that were taken by calls whose synchronous part is under way on this thread.</summary>
    [ThreadStatic]
    private static AsyncMeasurement? _innermost;

    private readonly nint _top;
    private readonly AsyncMeasurement? _caller;
    private readonly AsyncMeasurement? _outer;
    private Task? _result;
    private CallSample _sample;
    private long _startedNs;
    private long _completedNs;
    private long _cpuNs;
    private long _allocatedBytes;
    private long _networkBytes;
    private bool _isComplete;
    private int _open = 2;

    private AsyncMeasurement(nint top)
    {
        _top = top;
        _caller = Current;
        _outer = _innermost;
    }

    /// <summary>A new measurement, if the innermost call of the running thread is sampled and waits for the method that starts now.</summary>
    public static AsyncMeasurement? Claim()
    {
        var block = ThreadBlock.Current;
        if (block == null || (nint)block->Top != Offered)
            return null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var claimed = new AsyncMeasurement(Offered);
        Offered = 0;
        _innermost = claimed;
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return claimed;
    }

    /// <summary>The measurement that was claimed for the call at a path position, or null.</summary>
    public static AsyncMeasurement? ClaimedAt(nint top) => _innermost is { } claimed && claimed._top == top ? claimed : null;

    /// <summary>The synchronous part of a call ends: nobody else may claim its measurement. Returns it if somebody has.</summary>
    public static AsyncMeasurement? Withdraw(nint top)
    {
        if (Offered == top)
            Offered = 0;
        var claimed = ClaimedAt(top);
        if (claimed is not null)
            _innermost = claimed._outer;
        return claimed;
    }

    /// <summary>Tells the task of the state machine that took the measurement, which has been suspended.</summary>
    public void SuspendedAs(Task? result) => _result = result;

    /// <summary>Whether a call's result is that of the state machine that took the measurement: else nothing is known of what made it.</summary>
    public bool IsOf(Task? result) => result is not null && ReferenceEquals(result, _result);

    /// <summary>Adds what one resumption used.</summary>
    public void Add(long cpuNs, long allocatedBytes)
    {
        for (var measurement = this; measurement is not null; measurement = measurement._caller)
        {
            // What was not awaited may outlive its caller, whose figures are closed then.
            if (Volatile.Read(ref measurement._isComplete))
                continue;
            Interlocked.Add(ref measurement._cpuNs, cpuNs);
            Interlocked.Add(ref measurement._allocatedBytes, allocatedBytes);
        }
    }

    /// <summary>Adds bytes of an operation that was begun in the call.</summary>
    public void AddNetwork(long bytes)
    {
        for (var measurement = this; measurement is not null; measurement = measurement._caller)
        {
            if (!Volatile.Read(ref measurement._isComplete))
                Interlocked.Add(ref measurement._networkBytes, bytes);
        }
    }

    /// <summary>The call has returned its task.</summary>
    /// <param name="sample">With the figures of the synchronous part.</param>
    /// <param name="startedNs">When the call began.</param>
    public void SynchronousPartEnded(in CallSample sample, long startedNs)
    {
        _sample = sample;
        _startedNs = startedNs;
        DeliverWhenBoth();
    }

    /// <summary>The method that took the measurement was never suspended; what it called may have been, and have resumed beside it.</summary>
    public void CompleteSynchronously(ref CallSample sample)
    {
        Volatile.Write(ref _isComplete, true);
        AddTo(ref sample);
    }

    /// <summary>The method has ended; its task is about to be completed.</summary>
    public void Complete()
    {
        _completedNs = ThreadClock.Now();
        Volatile.Write(ref _isComplete, true);
        DeliverWhenBoth();
    }

    private void DeliverWhenBoth()
    {
        if (Interlocked.Decrement(ref _open) != 0)
            return;
        _sample.Flags = (_sample.Flags & ~SampleFlags.AsyncPartial) | SampleFlags.ElapsedIsCompletion;
        _sample.ElapsedNs = Math.Max(0, _completedNs - _startedNs - MeasurementCost.InnerElapsedNs);
        AddTo(ref _sample);
        Measurements.Deliver(in _sample);
    }

    private void AddTo(ref CallSample sample)
    {
        sample.CpuNs += Volatile.Read(ref _cpuNs);
        sample.AllocatedBytes += Volatile.Read(ref _allocatedBytes);
        // Each operation that was begun in the call is known here, those of the synchronous part too.
        sample.NetworkBytes = Volatile.Read(ref _networkBytes);
        if (NetworkMeter.InUse)
            sample.Flags |= SampleFlags.NetworkMeasured;
    }
}
