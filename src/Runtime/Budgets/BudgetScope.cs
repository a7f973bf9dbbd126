using ShadowGen.Counters;

namespace ShadowGen.Budgets;

/// <summary>Where a budget holds: in the code that opened it, and wherever the execution context carries that on. Whichever thread continues it is guarded.</summary>
internal sealed unsafe class BudgetScope
{
    private static readonly AsyncLocal<BudgetScope?> Ambient = new(Changed);

    private readonly BudgetScope? _parent;
    private readonly Thread _thread = Thread.CurrentThread;
    private readonly byte* _frame;

    private readonly MethodBudget? _method;
    private readonly uint _position;

    private BudgetScope(string name, ShadowBudget budget, BudgetScope? parent, ThreadBlock* block, TimeProvider time, MethodBudget? method)
    {
        _method = method;
        _position = block->Position;
        _parent = parent;
        _frame = block->Top;
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
    /// <param name="method">Whose budget it is, when it is a method's.</param>
    public static BudgetScope? Open(string name, ShadowBudget budget, ThreadBlock* block, TimeProvider time, MethodBudget? method = null)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return null;
        var scope = new BudgetScope(name, budget, Live(Ambient.Value), block, time, method);
        BudgetWatchdog.Watch(scope.Meter);
        Ambient.Value = scope;
        return scope;
    }

    /// <summary>Whether the call that begins on the running thread is the one whose budget this is: it has used nothing yet, but what it takes to compile it.</summary>
    public bool IsAbout(ThreadBlock* block) => _method is not null && block->Position == _position && ReferenceEquals(_thread, Thread.CurrentThread);

    /// <summary>Whether the running code is within a call of a method with a budget.</summary>
    public static bool IsWithin(MethodBudget method)
    {
        for (var scope = Live(Ambient.Value); scope is not null; scope = scope.Parent)
        {
            if (scope._method == method)
                return true;
        }

        return false;
    }

    /// <summary>The running code goes on without it, while what it began has not ended.</summary>
    /// <param name="result">With which it ends. Its own continuations run as they would without.</param>
    public void Leave(Task result)
    {
        BudgetThread.Own?.Charge();
        if (Ambient.Value == this)
            Ambient.Value = Live(_parent);
        Completions.Watch(result, static (_, scope) => ((BudgetScope)scope!).Close(), this);
    }

    /// <summary>Ends it, from whatever thread. Where the running code is not within it, that stays where it is.</summary>
    public void End()
    {
        var within = Ambient.Value;
        while (within is not null && within != this)
            within = within._parent;
        if (within is not null)
            BudgetThread.Own?.Charge(); // what was used up to now, before it is judged
        Close();
        if (within is not null)
            Ambient.Value = Live(_parent);
    }

    private void Close()
    {
        Meter.End();
        BudgetWatchdog.Forget(Meter);
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
