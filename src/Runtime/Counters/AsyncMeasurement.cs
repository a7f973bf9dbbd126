namespace ShadowGen.Counters;

/// <summary>
/// The measurement of one sampled call of an async method whose builder is ours: what its synchronous part used, and what each later resumption adds, on whichever thread.
/// A method that it awaits adds to it too when its builder is ours. Thread-safe: callees may run in parallel.
/// </summary>
/// <param name="top">The thread's path position inside of the call: tells the call's own state machine from another.</param>
internal sealed unsafe class AsyncMeasurement(byte* top)
{
    /// <summary>Set while a sampled call waits for its async method to start: the method takes it, by <see cref="Claim"/>.</summary>
    [ThreadStatic]
    public static AsyncMeasurement? Expected;

    /// <summary>What the running code of this thread adds to, if anything.</summary>
    [ThreadStatic]
    public static AsyncMeasurement? Current;

    private readonly byte* _top = top;
    private AsyncMeasurement? _caller;
    private Task? _result;
    private CallSample _sample;
    private long _startedNs;
    private long _completedNs;
    private long _cpuNs;
    private long _allocatedBytes;
    private long _networkBytes;
    private bool _isClaimed;
    private bool _isComplete;
    private int _open = 2;

    /// <summary>A sampled call is about to be made, whose frame is the innermost one.</summary>
    /// <param name="block">The running thread's; what is allocated here is booked as overhead.</param>
    public static AsyncMeasurement Offer(ThreadBlock* block)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Expected = new AsyncMeasurement(block->Top);
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return Expected;
    }

    /// <summary>The call has been made: nobody else may take its measurement.</summary>
    public static void Withdraw(AsyncMeasurement offered)
    {
        if (ReferenceEquals(Expected, offered))
            Expected = null;
    }

    /// <summary>The measurement that the running thread's innermost call waits to hand over, if that call is the one that starts now.</summary>
    public static AsyncMeasurement? Claim()
    {
        var expected = Expected;
        var block = ThreadBlock.Current;
        if (expected is null || block == null || block->Top != expected._top)
            return null;
        Expected = null;
        expected._isClaimed = true;
        expected._caller = Current;
        return expected;
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
        if (!_isClaimed)
            return;
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
        Measurements.Queue.TryEnqueue(in _sample);
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
