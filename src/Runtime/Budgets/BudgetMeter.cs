namespace ShadowGen.Budgets;

/// <summary>What one flow, with all within it, has used of its budget. Thread-safe.</summary>
/// <param name="name">For people.</param>
/// <param name="budget">Its limits.</param>
/// <param name="parent">Of the flow around it, which pays for this one as well; null for none.</param>
/// <param name="time">Its clock.</param>
internal sealed class BudgetMeter(string name, ShadowBudget budget, BudgetMeter? parent, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private CancellationTokenSource? _cancellation;
    private BudgetExcess? _excess;
    private long _cpuNs;
    private long _allocated;
    private long _calls;
    private int _threw;

    public string Name => name;

    public ShadowBudget Budget => budget;

    public BudgetMeter? Parent => parent;

    /// <summary>What was too much; null while all is well. The first limit that was passed stands.</summary>
    public BudgetExcess? Excess => Volatile.Read(ref _excess);

    /// <summary>The flow has ended: what it left behind is nobody's to end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The flow was told that it is over.</summary>
    public bool HasThrown => Volatile.Read(ref _threw) != 0;

    /// <summary>Cancelled when a limit is passed.</summary>
    public CancellationToken Token
    {
        get
        {
            var known = Volatile.Read(ref _cancellation);
            if (known is not null)
                return known.Token;
            var made = new CancellationTokenSource();
            known = Interlocked.CompareExchange(ref _cancellation, made, null) ?? made;
            if (Excess is not null)
                _ = known.CancelAsync();
            return known.Token;
        }
    }

    /// <summary>A thread has worked for the flow: it and those around it pay.</summary>
    public void Charge(long cpuNs, long allocated, long calls)
    {
        for (var meter = this; meter is not null; meter = meter.Parent)
        {
            Interlocked.Add(ref meter._cpuNs, cpuNs);
            Interlocked.Add(ref meter._allocated, allocated);
            Interlocked.Add(ref meter._calls, calls);
        }
    }

    /// <summary>Compares with the limits.</summary>
    /// <returns>What is too much, now or before; null while all is well, and once the flow has ended.</returns>
    public BudgetExcess? Look()
    {
        if (HasEnded)
            return null;
        return Excess ?? Passed(BudgetResource.ElapsedTime, time.GetElapsedTime(_started).TotalNanoseconds, budget.MaxElapsed?.TotalNanoseconds)
            ?? Passed(BudgetResource.CpuTime, Volatile.Read(ref _cpuNs), budget.MaxCpu?.TotalNanoseconds)
            ?? Passed(BudgetResource.AllocatedBytes, Volatile.Read(ref _allocated), budget.MaxAllocatedBytes)
            ?? Passed(BudgetResource.Calls, Volatile.Read(ref _calls), budget.MaxCalls);
    }

    /// <summary>A limit is passed: whoever waits for <see cref="Token"/> is told, elsewhere, as that runs the app's code.</summary>
    /// <returns>What stands: this, or what was passed before.</returns>
    public BudgetExcess Exceed(BudgetExcess excess)
    {
        if (Interlocked.CompareExchange(ref _excess, excess, null) is { } before)
            return before;
        BudgetCounts.CountExceeded();
        Interlocked.MemoryBarrier(); // one that makes the source now sees the excess, or is seen here
        _ = Volatile.Read(ref _cancellation)?.CancelAsync();
        return excess;
    }

    public void CountThrow()
    {
        Volatile.Write(ref _threw, 1);
        BudgetCounts.CountThrown();
    }

    /// <summary>The flow has ended. One that was over by then and neither was told nor has a token could not be ended: it made no call after.</summary>
    public void End()
    {
        var excess = Look();
        HasEnded = true;
        if (excess is not null && !HasThrown && Volatile.Read(ref _cancellation) is null)
            BudgetCounts.CountNotEnded($"'{name}' {excess}. It made no shadowed call that it could have been ended at.");
    }

    private BudgetExcess? Passed(BudgetResource resource, double used, double? allowed) =>
        used > allowed ? Exceed(new(resource, used, allowed.Value)) : null;
}
