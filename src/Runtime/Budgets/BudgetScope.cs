using ShadowGen.Counters;

namespace ShadowGen.Budgets;

/// <summary>Where a budget holds: in the code that opened it, and wherever the execution context carries that on. Whichever thread continues it is guarded.</summary>
internal sealed unsafe class BudgetScope
{
    private static readonly AsyncLocal<BudgetScope?> Ambient = new(Changed);

    private readonly BudgetScope? _parent;
    private readonly Thread _thread = Thread.CurrentThread;
    private readonly byte* _frame;

    private BudgetScope(string name, ShadowBudget budget, BudgetScope? parent, byte* frame, TimeProvider time)
    {
        _parent = parent;
        _frame = frame;
        Meter = new BudgetMeter(name, budget, parent?.Meter, time);
    }

    public BudgetMeter Meter { get; }

    /// <summary>The nearest around this that has not ended.</summary>
    public BudgetScope? Parent => Live(_parent);

    /// <summary>Opens a scope in the running code. Null when the host has suppressed the flow of contexts, so that nothing would carry it.</summary>
    /// <param name="name">For people.</param>
    /// <param name="budget">Its limits.</param>
    /// <param name="block">The running thread's.</param>
    /// <param name="time">Its clock.</param>
    public static BudgetScope? Open(string name, ShadowBudget budget, ThreadBlock* block, TimeProvider time)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return null;
        var scope = new BudgetScope(name, budget, Live(Ambient.Value), block->Top, time);
        BudgetWatchdog.Watch(scope.Meter);
        Ambient.Value = scope;
        return scope;
    }

    /// <summary>Ends it, from whatever thread. Where the running code is not within it, that stays where it is.</summary>
    public void End()
    {
        var within = Ambient.Value;
        while (within is not null && within != this)
            within = within._parent;
        if (within is not null)
            BudgetThread.Own?.Charge(); // what was used up to now, before it is judged
        Meter.End();
        BudgetWatchdog.Forget(Meter);
        if (within is not null)
            Ambient.Value = Live(_parent);
    }

    /// <summary>Where its calls begin on the running thread's path: at the frame that opened it, if it has not left that, else where the thread came in.</summary>
    public byte* BaseOn(byte* entered, byte* top) => ReferenceEquals(_thread, Thread.CurrentThread) && _frame <= top && _frame >= entered ? _frame : entered;

    public static BudgetScope? Live(BudgetScope? scope)
    {
        while (scope is { Meter.HasEnded: true })
            scope = scope._parent;
        return scope;
    }

    private static void Changed(AsyncLocalValueChangedArgs<BudgetScope?> change)
    {
        // Called by the runtime inside context switches of the host: an exception from here would end the process.
        try
        {
            BudgetThread.Enter(Live(change.CurrentValue));
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a thread switched budgets");
        }
    }
}
