using System.Collections.Concurrent;
using ShadowGen.Counters;

namespace ShadowGen.Budgets;

/// <summary>What one call of a method may use, by its attribute. Thread-safe.</summary>
/// <param name="name">For people.</param>
/// <param name="limits">Of a call with all that it calls; null for none.</param>
/// <param name="depth">Calls of the method within each other; 0 for no limit.</param>
internal sealed unsafe class MethodBudget(string name, ShadowBudget? limits, int depth)
{
    /// <summary>Calls beyond the limit after which one that had to wait is tried again: the walk costs as much as a thousand of them.</summary>
    private const int Stride = 32;

    private static readonly ConcurrentDictionary<(string, ShadowBudget?, int), MethodBudget> Known = new();

    /// <summary>The same budget wherever the method is called: its calls within each other are counted together. An assembly may be loaded twice, and changed in between.</summary>
    /// <param name="id">The method's.</param>
    /// <param name="name">For people.</param>
    /// <param name="limits">Of a call with all that it calls; null for none.</param>
    /// <param name="depth">Calls of the method within each other; 0 for no limit.</param>
    public static MethodBudget Of(string id, string name, ShadowBudget? limits, int depth) =>
        Known.GetOrAdd((id, limits, depth), static (key, name) => new MethodBudget(name, key.Item2, key.Item3), name);

    /// <summary>A call of the method begins.</summary>
    /// <param name="slot">Of the call.</param>
    /// <param name="around">What ends with it; null for none.</param>
    /// <exception cref="ShadowBudgetExceededException">There are too many within each other.</exception>
    public BudgetScope? Enter(int slot, out MethodDepth? around)
    {
        around = null;
        try
        {
            if (ExecutionContext.IsFlowSuppressed())
                return null;
            var block = ThreadBlock.Current;
            if (block == null)
                block = ThreadRegistry.Attach();
            if (block == null)
                return null;
            if (depth > 0 && MethodDepth.Enter(this, out around) is var active && active > depth && (active - depth) % Stride == 1)
                End(block, slot, active, around);

            // What a call of the same method around it may use holds for this one as well, and is used up first.
            return limits is null || BudgetScope.IsWithin(this) ? null : BudgetScope.Open(name, limits, block, TimeProvider.System, this);
        }
        catch (Exception exception) when (exception is not ShadowBudgetExceededException)
        {
            Faults.Caught(exception, "the budget of a method began");
            return null;
        }
    }

    private void End(ThreadBlock* block, int slot, int active, MethodDepth around)
    {
        var excess = new BudgetExcess(BudgetResource.Depth, active, depth);
        if (active == depth + 1)
            BudgetCounts.CountExceeded();
        var exceeded = BudgetEnd.Decide(name, excess, block, slot, !StackReserve.IsThere((block->Top - block->Base) / sizeof(uint)));
        if (exceeded is null)
        {
            BudgetCounts.CountDeferred();
            return;
        }

        around.Leave();
        BudgetCounts.CountThrown();
        throw exceeded;
    }
}
