using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>One call that is measured, or opens a flow, from <see cref="SlowPath.Enter"/> to <see cref="End"/>. Lives in its thread's <see cref="ProbeStack"/>; never throws.</summary>
internal unsafe struct CallProbe
{
    private ThreadBlock* _block;
    private byte* _frame;
    private int _slot;
    private int _interval;
    private Parts _parts;
    private int _parentSlot;
    private int _siblingSlot;
    private long _startedNs;
    private long _ownNs;
    private long _cpuNs;
    private long _allocated;
    private long _network;
    private long _overheadNs;
    private long _overheadBytes;
    private ExecutionContext? _callerContext;
    private ExecutionContext? _openedContext;
    private FlowContext? _callerFlow;
    private FlowContext? _flow;
    private CompletionWatch? _watch;
    private EnumerationWatch? _enumeration;
    private nint _offered;
    private bool _isWhole;
    private RecordedCall _recorded;
    private uint _position;
    private byte _argumentCount;
    private ArgumentValues _arguments;

    [Flags]
    private enum Parts
    {
        None = 0,
        Measured = 1,
        ChildOfDeep = 2,
        Deep = 4,
        Async = 8,
        CompletionUnknown = 16,
    }

    public readonly byte* Frame => _frame;

    /// <summary>Which call of the recording under way this is; default when there is none.</summary>
    public readonly RecordedCall Recorded => _recorded;

    /// <summary>Takes argument features, <see cref="ArgumentValues.Capacity"/> at most. Of no effect when no sample will come of the call.</summary>
    public void Tell(ReadOnlySpan<long> values)
    {
        if ((_parts & Parts.Measured) == 0)
            return;
        values.CopyTo(_arguments);
        _argumentCount = (byte)values.Length;
    }

    /// <summary>What <see cref="Tell"/> took, and how many.</summary>
    public readonly int ReadArguments(ref ArgumentValues values)
    {
        values = _arguments;
        return _argumentCount;
    }

    /// <summary>Watches for the completion of an async result.</summary>
    /// <param name="result">Null when it is not complete and there is no task behind it to watch.</param>
    public void Observe(Task? result)
    {
        if ((_parts & Parts.Measured) == 0)
            return;
        if (result is null)
            _parts |= Parts.CompletionUnknown;
        else if (AsyncMeasurement.ClaimedAt(_offered)?.IsOf(result) == true)
            _isWhole = true; // also when it has completed since: what it used after its first suspension is known there only
        else if (!result.IsCompleted)
            _watch = CompletionWatch.On(result, _block);
    }

    /// <summary>Has the sample wait for the enumeration of the call's result. Null when the call is not measured.</summary>
    public EnumerationWatch? WatchEnumeration() => (_parts & Parts.Measured) == 0 ? null : _enumeration = new EnumerationWatch();

    /// <summary>Ends the synchronous part: pops the frame and hands the measurement to the engine.</summary>
    public void End()
    {
        if (_block == null)
            return;
        try
        {
            var sample = default(CallSample);
            var claimed = _offered == 0 ? null : AsyncMeasurement.Withdraw(_offered);
            var stoppedNs = _parts == Parts.None ? 0 : Stop(ref sample);
            if (_callerContext is not null)
                FlowContext.Close(_callerContext, _openedContext, _callerFlow);
            _block->Top = _frame;
            if ((_parts & Parts.Measured) != 0)
                Deliver(ref sample, claimed);
            if (stoppedNs != 0)
                _block->OverheadNs += _ownNs + MeasurementCost.ForcedNs + ThreadClock.Now() - stoppedNs;
        }
        catch (Exception exception)
        {
            _block->Top = _frame;
            Faults.Caught(exception, "a measured call ended");
        }
    }

    public void Attach(ThreadBlock* block, byte* frame, int sibling)
    {
        _block = block;
        _frame = frame;
        _siblingSlot = sibling;
    }

    public void OpenFlow(ThreadBlock* block, int slot)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _callerFlow = FlowContext.Current;
        _callerContext = FlowContext.Open(slot);
        _openedContext = ExecutionContext.Capture();
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Takes the call into the recording, behind <see cref="OpenFlow"/>. It is then measured from <see cref="Start"/> on, whether or not it is a sample.</summary>
    /// <returns>Whether the recording has it.</returns>
    public bool Record(CallRecorder recorder, ThreadBlock* block, int slot, RecordedCall caller, bool opensFlow)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _recorded = recorder.Began(slot, caller, opensFlow && _callerContext is not null ? FlowContext.Current : null, opensFlow);
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return _recorded.IsKept;
    }

    public void Start(ThreadBlock* block, int slot, int interval, bool measured, bool child, bool deep, bool isAsync, long enteredNs)
    {
        _slot = slot;
        _interval = interval;
        _parts = (measured ? Parts.Measured : 0) | (child ? Parts.ChildOfDeep : 0) | (deep ? Parts.Deep : 0) | (isAsync ? Parts.Async : 0);
        _parentSlot = _frame > block->Base ? *(int*)(_frame - sizeof(uint)) : 0;
        if (isAsync && measured)
        {
            _flow = FlowContext.Current;
            AsyncMeasurement.Offered = _offered = (nint)block->Top;
        }

        _position = block->Position;
        _network = _flow?.NetworkBytes ?? block->NetworkBytes;
        _overheadNs = block->OverheadNs;
        _overheadBytes = block->OverheadBytes;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _cpuNs = ThreadClock.Cpu();
        _startedNs = ThreadClock.Now();
        _ownNs = _startedNs - enteredNs;
    }

    private long Stop(ref CallSample sample)
    {
        var now = ThreadClock.Now();
        var cpu = ThreadClock.Cpu();
        var block = _block;
        var overhead = block->OverheadNs - _overheadNs;
        sample.ElapsedNs = Math.Max(0, now - _startedNs - overhead - MeasurementCost.InnerElapsedNs);
        // The CPU clock is read outside of the monotonic one and is a system call: what it shows beyond the elapsed time is its own.
        sample.CpuNs = Math.Clamp(cpu - _cpuNs - overhead - MeasurementCost.InnerCpuNs, 0, sample.ElapsedNs);
        sample.AllocatedBytes = Math.Max(0, GC.GetAllocatedBytesForCurrentThread() - _allocated - (block->OverheadBytes - _overheadBytes));
        sample.NetworkBytes = Math.Max(0, (_flow?.NetworkBytes ?? block->NetworkBytes) - _network);
        if ((_parts & Parts.ChildOfDeep) != 0 && block->DeepFrame != null && _frame == block->DeepFrame + sizeof(uint))
        {
            block->DeepElapsedNs += sample.ElapsedNs;
            block->DeepCpuNs += sample.CpuNs;
            block->DeepAllocatedBytes += sample.AllocatedBytes;
            block->DeepNetworkBytes += sample.NetworkBytes;
        }

        if ((_parts & Parts.Deep) != 0 && block->DeepFrame == _frame)
            StopDeep(block, ref sample);
        return now;
    }

    private static void StopDeep(ThreadBlock* block, ref CallSample sample)
    {
        block->DeepFrame = null;
        ThreadBlock.Release(block);
        sample.Flags |= SampleFlags.HasExclusive;
        sample.ExclusiveElapsedNs = Math.Max(0, sample.ElapsedNs - block->DeepElapsedNs);
        sample.ExclusiveCpuNs = Math.Max(0, sample.CpuNs - block->DeepCpuNs);
        sample.ExclusiveAllocatedBytes = Math.Max(0, sample.AllocatedBytes - block->DeepAllocatedBytes);
        sample.ExclusiveNetworkBytes = Math.Max(0, sample.NetworkBytes - block->DeepNetworkBytes);
    }

    /// <summary>The call makes no more calls: its result is not enumerated, nor completed, later.</summary>
    private readonly bool HasEnded => _enumeration is null && !_isWhole && _watch is null && (_parts & Parts.CompletionUnknown) == 0;

    private readonly void TellCallees(ref CallSample sample)
    {
        var count = CallWindow.Read(_block, _position, _slot, ref sample.Callees);
        if (count < 0)
            return;
        sample.CalleeCount = (byte)count;
        sample.Flags |= SampleFlags.HasCallees;
    }

    private readonly void DeliverSynchronous(ref CallSample sample, AsyncMeasurement? claimed)
    {
        if ((_parts & Parts.CompletionUnknown) == 0)
            claimed?.CompleteSynchronously(ref sample);
        Measurements.Deliver(in sample);
    }

    private readonly void Deliver(ref CallSample sample, AsyncMeasurement? claimed)
    {
        sample.Slot = _slot;
        sample.ParentSlot = _parentSlot;
        sample.LastSiblingSlot = _siblingSlot;
        sample.Weight = _interval;
        sample.Recorded = _recorded;
        sample.ArgumentCount = _argumentCount;
        sample.Arguments = _arguments;
        if (ThreadClock.HasCpuTime)
            sample.Flags |= SampleFlags.CpuMeasured;
        // Outside of a flow, what an async call moves after its first suspension is known for the node, and not for this call.
        var later = _watch is not null || (_parts & Parts.CompletionUnknown) != 0;
        if (NetworkMeter.InUse && !(later && _flow is null))
            sample.Flags |= SampleFlags.NetworkMeasured;
        if ((_parts & Parts.CompletionUnknown) != 0)
            sample.Flags |= SampleFlags.AsyncPartial | SampleFlags.ElapsedUnknown;
        if (_argumentCount > 0 && _interval > 0 && HasEnded)
            TellCallees(ref sample);
        if (_enumeration is { } enumeration)
            enumeration.CallEnded(in sample);
        else if (_isWhole)
            claimed!.SynchronousPartEnded(in sample, _startedNs);
        else if (_watch is { } watch)
            watch.SynchronousPartEnded(ref sample, _startedNs, _flow, _network);
        else
            DeliverSynchronous(ref sample, claimed);
    }
}
