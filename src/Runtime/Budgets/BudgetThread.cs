using System.Diagnostics;
using ShadowGen.Counters;

namespace ShadowGen.Budgets;

/// <summary>
/// One thread that works, or has worked, for flows with a budget. It alone reads what it has used: when it enters and leaves such a flow, and at calls that the watchdog has armed it for.
/// </summary>
internal sealed unsafe class BudgetThread : CallGuard
{
    /// <summary>
    /// Calls after which a growing path is looked at again: between two looks at the stack they may take 2 KiB each, and leave most of its reserve.
    /// </summary>
    private const int Stride = 32 * sizeof(uint);

    /// <summary>Rounds without a call after which a flow that is over is reported: a tenth of a second.</summary>
    private const int UnansweredRounds = 10;

    private readonly Thread _thread = Thread.CurrentThread;
    private readonly ThreadBlock* _block;
    private BudgetScope? _scope;
    private BudgetMeter? _reported;
    private byte* _entered;
    private long _cpuNs;
    private long _allocated;
    private uint _position;
    private uint _markers;
    private int _unanswered;

    [ThreadStatic]
    private static BudgetThread? _own;

    private BudgetThread(ThreadBlock* block) => _block = block;

    /// <summary>The running thread's; null before its first budget.</summary>
    public static BudgetThread? Own => _own;

    public bool IsAlive => _thread.IsAlive;

    /// <summary>The running thread enters a scope, or leaves all.</summary>
    public static void Enter(BudgetScope? scope)
    {
        var own = _own;
        if (own is null)
        {
            if (scope is null)
                return;
            var block = ThreadBlock.Current;
            if (block == null)
                block = ThreadRegistry.Attach();
            if (block == null)
                return; // its calls go uncounted, and nothing can end them
            own = _own = new BudgetThread(block);
            BudgetWatchdog.Watch(own);
        }

        own.Switch(scope);
    }

    /// <summary>Charges the scope with what the thread has used since the last reading. The owner's.</summary>
    public void Charge()
    {
        var (cpuNs, allocated, position, markers) = (_cpuNs, _allocated, _position, _markers);
        Read();
        Volatile.Read(ref _scope)?.Meter.Charge(Math.Max(0, _cpuNs - cpuNs), Math.Max(0, _allocated - allocated), ((_position - position) / sizeof(uint)) - (_markers - markers));
    }

    /// <summary>Has the thread's next call look at its budgets. The watchdog's, under <see cref="SlotTable.Sync"/>, while the thread lives.</summary>
    /// <returns>A flow that is over its budget and makes no call, in words, once; null otherwise.</returns>
    public string? Arm()
    {
        var meter = Volatile.Read(ref _scope)?.Meter;
        if (meter is null)
            return null;
        _unanswered = ThreadBlock.Arm(_block) ? 0 : _unanswered + 1;
        if (_unanswered < UnansweredRounds || meter == _reported || meter.Excess is not { } excess)
            return null;
        _reported = meter;
        return $"'{meter.Name}' {excess}. It makes no shadowed call that it could be ended at: it waits, or runs a loop without one.";
    }

    protected override void Called(ThreadBlock* block, int slot)
    {
        var isDue = ThreadBlock.Disarm(block);
        if (!isDue && block->Top < block->Allowed)
            return;
        ShadowBudgetExceededException? exceeded;
        try
        {
            exceeded = Look(block, slot);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a budget was looked at");
            return;
        }

        if (exceeded is not null)
            throw exceeded;
    }

    private void Switch(BudgetScope? scope)
    {
        var block = _block;
        if (_scope is not null)
            Charge();
        else
            Read();
        if (_scope is null || block->Top < _entered)
            _entered = block->Top;
        Volatile.Write(ref _scope, scope);
        Guard(block, scope is null ? null : this);
        ThreadBlock.Disarm(block);
        ThreadBlock.Allow(block, scope is null ? block->End : Bound(block));

        // A flow that is seldom on one thread for long would be missed by the watchdog.
        if (IsOver(scope))
            ThreadBlock.Arm(block);
    }

    private static bool IsOver(BudgetScope? scope)
    {
        for (scope = BudgetScope.Live(scope); scope is not null; scope = scope.Parent)
        {
            if (scope.Meter.Look() is not null)
                return true;
        }

        return false;
    }

    private ShadowBudgetExceededException? Look(ThreadBlock* block, int slot)
    {
        Charge();
        var isStackLow = !StackReserve.IsThere((block->Top - block->Base) / sizeof(uint));
        if (Find(block, isStackLow) is not { } over)
        {
            ThreadBlock.Allow(block, Bound(block));
            return null;
        }

        return End(block, over, slot, isStackLow);
    }

    // Apart from the look, which allocates nothing: here, what another thread decides is captured.
    private ShadowBudgetExceededException? End(ThreadBlock* block, (BudgetMeter Meter, BudgetExcess Excess) over, int slot, bool isStackLow)
    {
        // Not at each call, where it has to wait: the walk costs as much as a thousand of them.
        ThreadBlock.Allow(block, Strided(block));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var trace = new StackTrace(fNeedFileInfo: false);
        var exceeded = isStackLow ? OnAnotherStack(() => Decide(over, trace, slot)) : Decide(over, trace, slot);
        if (exceeded is null)
            BudgetCounts.CountDeferred();
        else
            over.Meter.CountThrow();
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return exceeded;
    }

    private ShadowBudgetExceededException? Decide((BudgetMeter Meter, BudgetExcess Excess) over, StackTrace trace, int slot) => Unwinding.IsHarmless(trace)
        ? new(over.Meter.Name, over.Excess, BudgetPath.Of(_block, slot), (int)((_block->Top - _block->Base) / sizeof(uint)))
        : null;

    // What is left of a stack that is low may not do for the just-in-time compiler, should it be needed on the way.
    private static ShadowBudgetExceededException? OnAnotherStack(Func<ShadowBudgetExceededException?> decide)
    {
        ShadowBudgetExceededException? decision = null;
        var thread = new Thread(Run) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
        return decision;

        void Run()
        {
            try
            {
                decision = decide();
            }
            catch (Exception exception)
            {
                Faults.Caught(exception, "a budget was looked at");
            }
        }
    }

    /// <summary>The outermost budget that is exceeded.</summary>
    private (BudgetMeter Meter, BudgetExcess Excess)? Find(ThreadBlock* block, bool isStackLow)
    {
        (BudgetMeter, BudgetExcess)? found = null;
        for (var scope = BudgetScope.Live(_scope); scope is not null; scope = scope.Parent)
        {
            var depth = (block->Top - scope.BaseOn(_entered, block->Top)) / sizeof(uint);
            var excess = scope.Meter.Look();
            if (excess is null && depth >= scope.Meter.Budget.MaxDepth)
                excess = scope.Meter.Exceed(new(BudgetResource.Depth, depth + 1, scope.Meter.Budget.MaxDepth));
            if (excess is null && isStackLow)
                excess = scope.Meter.Exceed(new(BudgetResource.Stack, depth + 1, depth));
            if (excess is not null)
                found = (scope.Meter, excess);
        }

        return found;
    }

    private byte* Bound(ThreadBlock* block)
    {
        var bound = Strided(block);
        for (var scope = BudgetScope.Live(_scope); scope is not null; scope = scope.Parent)
        {
            var deepest = scope.BaseOn(_entered, block->Top) + ((nint)scope.Meter.Budget.MaxDepth * sizeof(uint));
            if (deepest < bound)
                bound = deepest;
        }

        return bound;
    }

    private static byte* Strided(ThreadBlock* block)
    {
        var strided = block->Top + Stride;
        return strided < block->End ? strided : block->End;
    }

    private void Read()
    {
        var block = _block;
        _position = block->Position;
        _markers = block->Markers;
        _allocated = GC.GetAllocatedBytesForCurrentThread() - block->OverheadBytes;
        _cpuNs = ThreadClock.Cpu() - block->OverheadNs;
    }
}
