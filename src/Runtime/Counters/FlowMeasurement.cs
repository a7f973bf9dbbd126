namespace ShadowGen.Counters;

/// <summary>
/// What a named flow costs: elapsed time to its end; CPU time and bytes of its synchronous part, which lasts until its thread leaves it or it ends there.
/// </summary>
internal sealed unsafe class FlowMeasurement
{
    private readonly Thread _thread = Thread.CurrentThread;
    private readonly ThreadBlock* _block;
    private readonly long _startedNs;
    private readonly long _cpuNs;
    private readonly long _allocated;
    private readonly long _overheadNs;
    private readonly long _overheadBytes;
    private CallSample _sample;
    private bool _hasSuspended;

    /// <summary>Takes the flow into the recording under way.</summary>
    public RecordedCall Recorded
    {
        set => _sample.Recorded = value;
    }

    /// <param name="block">The running thread's, before the flow's frame is pushed.</param>
    /// <param name="slot">The flow's.</param>
    /// <param name="interval">How many flows of this name this one stands for; 0 for one that is only recorded.</param>
    public FlowMeasurement(ThreadBlock* block, int slot, int interval)
    {
        _block = block;
        _sample.Slot = slot;
        _sample.Weight = interval;
        _sample.ParentSlot = block->Top > block->Base ? *(int*)(block->Top - sizeof(uint)) : 0;
        _sample.LastSiblingSlot = *(int*)block->Top;
        _overheadNs = block->OverheadNs;
        _overheadBytes = block->OverheadBytes;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _cpuNs = ThreadClock.Cpu();
        _startedNs = ThreadClock.Now();
    }

    /// <summary>The running thread leaves the flow: called at each switch, and heeded at the first of the thread that began it.</summary>
    public void SynchronousPartEnded()
    {
        if (_hasSuspended || !ReferenceEquals(_thread, Thread.CurrentThread))
            return;
        Read();
        _sample.Flags |= SampleFlags.AsyncPartial | SampleFlags.ElapsedIsCompletion;
        Volatile.Write(ref _hasSuspended, true);
    }

    /// <summary>Hands the measurement on. One that ends on another thread while its own never left it has no figures of that thread, and is dropped; a recording gets its time.</summary>
    /// <param name="networkBytes">That the flow moved, or null when it could not be followed.</param>
    public void Deliver(long? networkBytes)
    {
        if (!Volatile.Read(ref _hasSuspended))
        {
            if (!ReferenceEquals(_thread, Thread.CurrentThread))
            {
                DeliverTime();
                return;
            }

            Read();
        }

        var overhead = (_sample.Flags & SampleFlags.AsyncPartial) == 0 ? _block->OverheadNs - _overheadNs : 0;
        _sample.ElapsedNs = Math.Max(0, ThreadClock.Now() - _startedNs - overhead - MeasurementCost.InnerElapsedNs);
        if (NetworkMeter.InUse && networkBytes is { } bytes)
        {
            _sample.Flags |= SampleFlags.NetworkMeasured;
            _sample.NetworkBytes = bytes;
        }

        Measurements.Deliver(in _sample);
    }

    private void DeliverTime()
    {
        if (_sample.Weight > 0)
            Measurements.Queue.CountDropped();
        _sample.Weight = 0;
        _sample.Flags |= SampleFlags.NothingButElapsed;
        _sample.ElapsedNs = Math.Max(0, ThreadClock.Now() - _startedNs - MeasurementCost.InnerElapsedNs);
        Measurements.Deliver(in _sample);
    }

    private void Read()
    {
        if (ThreadClock.HasCpuTime)
            _sample.Flags |= SampleFlags.CpuMeasured;
        _sample.CpuNs = Math.Max(0, ThreadClock.Cpu() - _cpuNs - (_block->OverheadNs - _overheadNs) - MeasurementCost.InnerCpuNs);
        _sample.AllocatedBytes = Math.Max(0, GC.GetAllocatedBytesForCurrentThread() - _allocated - (_block->OverheadBytes - _overheadBytes));
    }
}
