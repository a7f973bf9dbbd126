namespace ShadowGen.Counters;

/// <summary>One measured step of an enumeration, on the thread that makes it. What measuring costs is taken off, here and for the measurements around it.</summary>
internal unsafe ref struct EnumerationStep
{
    private readonly EnumerationWatch? _watch;
    private readonly ThreadBlock* _block;
    private readonly long _overheadNs;
    private readonly long _overheadBytes;
    private readonly long _network;
    private readonly long _allocated;
    private readonly long _ownNs;
    private readonly long _cpuNs;
    private readonly long _startedNs;

    /// <param name="watch">Null: nothing is measured.</param>
    public EnumerationStep(EnumerationWatch? watch)
    {
        Weight = watch?.NextStep() ?? 0;
        if (Weight == 0)
            return;
        var entered = ThreadClock.Now();
        _watch = watch;
        _block = ThreadBlock.Current;
        if (_block != null)
            (_overheadNs, _overheadBytes, _network) = (_block->OverheadNs, _block->OverheadBytes, _block->NetworkBytes);
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _cpuNs = ThreadClock.Cpu();
        _startedNs = ThreadClock.Now();
        _ownNs = _startedNs - entered;
    }

    /// <summary>How many steps this one stands for; 0 when it is not measured.</summary>
    public long Weight { get; }

    /// <returns>When the step ended, or 0 when it is not measured.</returns>
    public readonly long End()
    {
        if (Weight == 0)
            return 0;
        var stopped = ThreadClock.Now();
        var cpu = ThreadClock.Cpu();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - _allocated;
        var (overheadNs, overheadBytes, network) = _block == null ? default : (_block->OverheadNs - _overheadNs, _block->OverheadBytes - _overheadBytes, _block->NetworkBytes - _network);
        var elapsed = Math.Max(0, stopped - _startedNs - overheadNs - MeasurementCost.InnerElapsedNs);
        _watch!.Add(
            Weight,
            elapsed,
            Math.Clamp(cpu - _cpuNs - overheadNs - MeasurementCost.InnerCpuNs, 0, elapsed),
            Math.Max(0, allocated - overheadBytes),
            Math.Max(0, network));
        Measurements.CountStep();
        if (_block != null)
            _block->OverheadNs += _ownNs + MeasurementCost.ForcedNs + ThreadClock.Now() - stopped;
        return stopped;
    }
}
