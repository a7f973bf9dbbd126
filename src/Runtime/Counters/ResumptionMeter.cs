namespace ShadowGen.Counters;

/// <summary>
/// Measures the resumptions of one state machine, each from its begin to the next suspension or the end, and adds them to a call's measurement.
/// One resumption at a time; it ends before the next can begin, on the thread where it began.
/// </summary>
internal abstract unsafe class ResumptionMeter(AsyncMeasurement measurement, bool isOwner)
{
    /// <summary>CPU time and bytes of all resumptions that have ended on this thread: one that ran inside of another is not that one's.</summary>
    [ThreadStatic]
    private static long _nestedCpuNs;

    [ThreadStatic]
    private static long _nestedBytes;

    private AsyncMeasurement? _outer;
    private bool _isRunning;
    private long _cpuNs;
    private long _bytes;
    private long _nestedCpuNsBefore;
    private long _nestedBytesBefore;
    private long _overheadNs;
    private long _overheadBytes;

    /// <summary>A resumption begins.</summary>
    protected void Begin()
    {
        _outer = AsyncMeasurement.Current;
        AsyncMeasurement.Current = measurement;
        var block = ThreadBlock.Current;
        if (block != null)
            (_overheadNs, _overheadBytes) = (block->OverheadNs, block->OverheadBytes);
        (_nestedCpuNsBefore, _nestedBytesBefore) = (_nestedCpuNs, _nestedBytes);
        _isRunning = true;
        _bytes = GC.GetAllocatedBytesForCurrentThread();
        _cpuNs = ThreadClock.Cpu();
    }

    /// <summary>The state machine is about to be suspended. From the moment that its awaiter knows, another thread may resume it.</summary>
    public void Suspend()
    {
        if (!_isRunning)
            return; // in the synchronous part, which the call measures
        var cpu = ThreadClock.Cpu() - _cpuNs;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - _bytes;
        _isRunning = false;
        AsyncMeasurement.Current = _outer;
        _outer = null;

        var block = ThreadBlock.Current;
        var (overheadNs, overheadBytes) = block == null ? (0, 0) : (block->OverheadNs - _overheadNs, block->OverheadBytes - _overheadBytes);
        var nestedCpu = _nestedCpuNs - _nestedCpuNsBefore;
        var nestedBytes = _nestedBytes - _nestedBytesBefore;
        (_nestedCpuNs, _nestedBytes) = (_nestedCpuNsBefore + cpu, _nestedBytesBefore + bytes);
        measurement.Add(
            Math.Max(0, cpu - nestedCpu - overheadNs - MeasurementCost.CpuReadingNs),
            Math.Max(0, bytes - nestedBytes - overheadBytes));
    }

    /// <summary>The state machine has ended; those that wait for its task run next, and are no part of it.</summary>
    public void Complete()
    {
        Suspend();
        if (isOwner)
            measurement.Complete();
    }
}
