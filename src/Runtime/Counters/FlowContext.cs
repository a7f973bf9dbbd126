using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>
/// One flow (a request, a job): opened by an async callee with an empty path, or by name, and carried over every <c>await</c> by the execution context.
/// Whichever thread continues it has the flow's root on its path.
/// </summary>
internal sealed unsafe class FlowContext
{
    private static readonly AsyncLocal<FlowContext?> Ambient = new(Changed);
    private static long _opened;

    [ThreadStatic]
    private static FlowSwitches? _switches;

    private long _networkBytes;
    private RecordedSequence? _recorded;

    private FlowContext(int rootSlot)
    {
        RootSlot = rootSlot;
        Id = Interlocked.Increment(ref _opened);
    }

    private FlowContext(int rootSlot, FlowContext? parent, FlowMeasurement? measurement)
        : this(rootSlot)
    {
        Parent = parent;
        Depth = parent is null ? 1 : parent.Depth + 1;
        Measurement = measurement;
    }

    /// <summary>Flows opened so far.</summary>
    public static long Opened => Volatile.Read(ref _opened);

    /// <summary>The flow of the running code, or null.</summary>
    public static FlowContext? Current => Live(Ambient.Value);

    /// <summary>Number of the flow in the process, from 1.</summary>
    public long Id { get; }

    /// <summary>The slot whose call opened the flow.</summary>
    public int RootSlot { get; }

    /// <summary>Bytes that streams and handlers of ours moved in this flow so far, by any thread.</summary>
    public long NetworkBytes => Volatile.Read(ref _networkBytes);

    /// <summary>The flow that a named one was begun in; it goes on when this one ends.</summary>
    public FlowContext? Parent { get; }

    /// <summary>How many flows a named one is within, itself included.</summary>
    public int Depth { get; } = 1;

    /// <summary>What a named flow costs; null for one that is not measured.</summary>
    public FlowMeasurement? Measurement { get; }

    /// <summary>A named flow has ended; work that it left behind may still run in its context.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The sequence of the flow's calls in a recording: that of the call that opened it, or one without, when it was open already.</summary>
    public RecordedSequence RecordedBy(CallRecorder recorder)
    {
        while (true)
        {
            var known = Volatile.Read(ref _recorded);
            if (known is not null && ReferenceEquals(known.Recorder, recorder))
                return known;
            Interlocked.CompareExchange(ref _recorded, recorder.NewSequence(hasRoot: false), known);
        }
    }

    /// <summary>The call that opened the flow is the first of this sequence.</summary>
    public void RecordAs(RecordedSequence sequence) => Volatile.Write(ref _recorded, sequence);

    /// <summary>Adds to <see cref="NetworkBytes"/>, and to that of the flows around this one.</summary>
    public void AddNetwork(long bytes)
    {
        for (var flow = this; flow is not null; flow = flow.Parent)
            Interlocked.Add(ref flow._networkBytes, bytes);
    }

    /// <summary>The flow itself, or the nearest around it that has not ended: a context keeps a flow that ended elsewhere.</summary>
    public static FlowContext? Live(FlowContext? flow)
    {
        while (flow is { HasEnded: true })
            flow = flow.Parent;
        return flow;
    }

    /// <summary>Opens a named flow on the running thread, within the one that it is in. Null when the host has suppressed the flow of contexts, so that nothing would carry it.</summary>
    public static FlowContext? Begin(int rootSlot, FlowMeasurement? measurement)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return null;
        var flow = new FlowContext(rootSlot, Current, measurement);
        Ambient.Value = flow;
        return flow;
    }

    /// <summary>Ends what <see cref="Begin"/> began, and flows within it that nobody ended. Where the running code is in none of them, it stays where it is.</summary>
    public void End()
    {
        HasEnded = true;
        var within = Ambient.Value;
        while (within is not null && within != this)
            within = within.Parent;
        if (within is not null)
            Ambient.Value = Live(Parent);
    }

    /// <summary>Opens a flow on the running thread, whose path is empty, and returns the context to restore when the root's synchronous part is over.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ExecutionContext? Open(int rootSlot)
    {
        var caller = ExecutionContext.Capture();
        if (caller is not null) // null: the host has suppressed the flow of contexts, and nothing would carry ours
            Ambient.Value = new FlowContext(rootSlot);
        return caller;
    }

    /// <summary>
    /// Ends what <see cref="Open"/> began on the running thread: nothing of the flow is left in the caller's context, and what else the callee changed there
    /// stays, as it does after a plain call of a method that is not <c>async</c>.
    /// </summary>
    /// <param name="caller">What <see cref="Open"/> returned.</param>
    /// <param name="opened">The context right after it.</param>
    /// <param name="callerFlow">The flow before it.</param>
    public static void Close(ExecutionContext caller, ExecutionContext? opened, FlowContext? callerFlow)
    {
        if (opened is not null && ReferenceEquals(ExecutionContext.Capture(), opened))
            ExecutionContext.Restore(caller);
        else
            Ambient.Value = callerFlow;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FlowSwitches? SwitchesOfThisThread()
    {
        var block = ThreadBlock.Current;
        if (block == null)
            block = ThreadRegistry.Attach();
        return block == null ? null : _switches = new FlowSwitches(block);
    }

    private static void Changed(AsyncLocalValueChangedArgs<FlowContext?> change)
    {
        // Called by the runtime inside context switches of the host: an exception from here would end the process.
        try
        {
            var switches = _switches ?? (change.CurrentValue is null ? null : SwitchesOfThisThread());
            switches?.Switch(change.PreviousValue, change.CurrentValue, change.ThreadContextChanged);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a thread switched flows");
        }
    }
}
