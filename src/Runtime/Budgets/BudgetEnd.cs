using System.Diagnostics;
using ShadowGen.Counters;

namespace ShadowGen.Budgets;

/// <summary>Makes what ends a flow or a call that is over its budget, if that may go up the running thread's stack now.</summary>
internal static unsafe class BudgetEnd
{
    /// <param name="name">Of the flow or method.</param>
    /// <param name="excess">What is too much.</param>
    /// <param name="block">The running thread's. What is allocated here is booked as overhead.</param>
    /// <param name="slot">Of the call in whose place it is thrown.</param>
    /// <param name="isStackLow">What is left of the stack may not do for the just-in-time compiler, should it be needed on the way.</param>
    /// <returns>Null when it has to wait.</returns>
    public static ShadowBudgetExceededException? Decide(string name, BudgetExcess excess, ThreadBlock* block, int slot, bool isStackLow)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var trace = new StackTrace(fNeedFileInfo: false);
        var exceeded = isStackLow ? OnAnotherStack(() => Decide(name, excess, block, slot, trace)) : Decide(name, excess, block, slot, trace);
        block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return exceeded;
    }

    private static ShadowBudgetExceededException? Decide(string name, BudgetExcess excess, ThreadBlock* block, int slot, StackTrace trace) => Unwinding.IsHarmless(trace)
        ? new(name, excess, BudgetPath.Of(block, slot), (int)((block->Top - block->Base) / sizeof(uint)))
        : null;

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
}
