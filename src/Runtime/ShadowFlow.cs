using ShadowGen.Budgets;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen;

/// <summary>A flow that <see cref="Shadow.BeginFlow(string)"/> opened. <see cref="Dispose"/> ends it.</summary>
/// <remarks>
/// Meant for a <c>using</c> in the method whose work the flow is. It may also be disposed on another thread, more than once, after a flow around it, or never:
/// counts stay exact, and what is left on a path goes when the call around it returns. Thread-safe.
/// </remarks>
public sealed unsafe class ShadowFlow : IDisposable
{
    /// <summary>Flows within each other; deeper ones, which nobody ended, are counted and are nobody's root.</summary>
    private const int MaxDepth = 16;

    private static readonly ShadowFlow Nothing = new();

    private readonly Thread? _thread;
    private readonly int _slot;
    private readonly byte* _frame;
    private readonly FlowContext? _context;
    private readonly FlowMeasurement? _measurement;
    private BudgetScope? _scope;
    private int _hasEnded;

    private ShadowFlow() => _hasEnded = 1;

    private ShadowFlow(ThreadBlock* block, int slot)
    {
        _thread = Thread.CurrentThread;
        _slot = slot;
        if (block->Ended != null)
            ThreadBlock.DropEnded(block);
        _frame = block->Top;
        if (block->DeepFrame != null)
            SlowPath.GiveUpDeep(block);

        var recorder = CallRecorder.Current;
        var interval = SlowPath.Count(block, slot);
        if (FlowContext.Current is { Depth: >= MaxDepth })
        {
            _frame = block->End;
            recorder?.LeftOut();
            ThreadBlock.Record(block, (uint)slot);
            return;
        }

        if (interval > 0)
            Measurements.CountMeasured();
        if (interval > 0 || recorder is not null)
            _measurement = new FlowMeasurement(block, slot, interval);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _context = FlowContext.Begin(slot, _measurement);
        if (recorder is not null)
            _measurement!.Recorded = recorder.Began(slot, default, _context, isRoot: true);
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        ThreadBlock.Record(block, (uint)slot); // behind the marker of the switch: what comes next follows on it
        if (_frame >= block->End)
            return;
        *(long*)_frame = slot;
        block->Top = _frame + sizeof(uint);
    }

    /// <summary>
    /// Cancelled when the flow passes a limit of its budget: for what waits, and makes no call that could be ended. Never, for a flow without a budget, or with
    /// <c>SHADOWGEN=off</c>.
    /// </summary>
    public CancellationToken CancellationToken => _scope?.Meter.Token ?? CancellationToken.None;

    internal static ShadowFlow Begin(string name, ShadowBudget budget)
    {
        var flow = Begin(name);
        if (flow._thread is null)
            return flow;
        try
        {
            flow._scope = BudgetScope.Open(name, budget, ThreadBlock.Current, TimeProvider.System);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a budget began");
        }

        return flow;
    }

    internal static ShadowFlow Begin(string name)
    {
        if (!ShadowCall.On)
            return Nothing;
        try
        {
            var slot = FlowNames.SlotOf(name, typeof(ShadowFlow));
            ShadowExecutionEngine.EnsureStarted();
            var block = ThreadBlock.Current;
            if (block == null)
                block = ThreadRegistry.Attach();
            if (block != null)
                return new ShadowFlow(block, slot);
            Faults.LostCall();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a named flow began");
        }

        return Nothing;
    }

    /// <summary>Ends the flow, here and in the code that called here, and hands its costs to the engine. Never throws; once is enough.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
            return;
        try
        {
            _scope?.End();
            _measurement?.Deliver(_context?.NetworkBytes);
            Leave();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a named flow ended");
        }
    }

    private void Leave()
    {
        if (_context is not null)
        {
            _context.End();
            return;
        }

        // No context carried it: its frame is on its own thread's path, if anywhere.
        var block = ThreadBlock.Current;
        if (block == null || !ReferenceEquals(_thread, Thread.CurrentThread) || block->Top <= _frame || *(int*)_frame != _slot)
            return;
        if (block->Top > _frame + sizeof(uint))
            ThreadBlock.EndUnderCalls(block, _frame);
        else
            block->Top = _frame;
    }
}
