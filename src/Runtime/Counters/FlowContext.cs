using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>
/// One flow (a request, a job): opened by an async callee with an empty path, and carried over every <c>await</c> by the execution context.
/// Whichever thread continues it has the flow's root on its path.
/// </summary>
internal sealed unsafe class FlowContext
{
    private static readonly AsyncLocal<FlowContext?> Ambient = new(Changed);
    private static long _opened;

    [ThreadStatic]
    private static FlowSwitches? _switches;

    private long _networkBytes;

    private FlowContext(int rootSlot)
    {
        RootSlot = rootSlot;
        Id = Interlocked.Increment(ref _opened);
    }

    /// <summary>Flows opened so far.</summary>
    public static long Opened => Volatile.Read(ref _opened);

    /// <summary>The flow of the running code, or null.</summary>
    public static FlowContext? Current => Ambient.Value;

    /// <summary>Number of the flow in the process, from 1.</summary>
    public long Id { get; }

    /// <summary>The slot whose call opened the flow.</summary>
    public int RootSlot { get; }

    /// <summary>Bytes that streams and handlers of ours moved in this flow so far, by any thread.</summary>
    public long NetworkBytes => Volatile.Read(ref _networkBytes);

    /// <summary>Adds to <see cref="NetworkBytes"/>.</summary>
    public void AddNetwork(long bytes) => Interlocked.Add(ref _networkBytes, bytes);

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
