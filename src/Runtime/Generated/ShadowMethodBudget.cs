using System.ComponentModel;
using ShadowGen.Budgets;

namespace ShadowGen.Generated;

/// <summary>The budget that a method's attribute gives to each call of it. Made and entered by emitted code only. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShadowMethodBudget
{
    private readonly MethodBudget _budget;

    private ShadowMethodBudget(MethodBudget budget) => _budget = budget;

    /// <summary>The budget of a method. 0 is no limit, and so is what can be none.</summary>
    /// <param name="id">The method's, the same wherever it is called.</param>
    /// <param name="name">For people.</param>
    /// <param name="cpuMilliseconds">CPU time of all threads.</param>
    /// <param name="elapsedMilliseconds">From begin to end.</param>
    /// <param name="allocatedBytes">Managed memory.</param>
    /// <param name="networkBytes">Sent and received.</param>
    /// <param name="depth">Calls of the method within each other, in one flow.</param>
    /// <param name="calls">Shadowed calls within one call.</param>
    public static ShadowMethodBudget Of(
        string id, string name, double cpuMilliseconds = 0, double elapsedMilliseconds = 0, long allocatedBytes = 0, long networkBytes = 0, int depth = 0, long calls = 0) =>
        new(MethodBudget.Of(id, name, Limits(cpuMilliseconds, elapsedMilliseconds, allocatedBytes, networkBytes, calls), depth));

    /// <summary>A call of the method begins.</summary>
    /// <param name="slot">Of the call.</param>
    /// <returns>What the shim's <c>finally</c> ends.</returns>
    /// <exception cref="ShadowBudgetExceededException">There are too many calls of the method within each other. Nothing else is ever thrown.</exception>
    [OpensBudget]
    public ShadowBudgetCall Enter(int slot)
    {
        if (!ShadowCall.On)
            return default;
        var scope = _budget.Enter(slot, out var around);
        return new ShadowBudgetCall(scope, around);
    }

    private static ShadowBudget? Limits(double cpu, double elapsed, long allocated, long network, long calls)
    {
        var limits = new ShadowBudget
        {
            MaxCpu = Time(cpu),
            MaxElapsed = Time(elapsed),
            MaxAllocatedBytes = allocated > 0 ? allocated : null,
            MaxNetworkBytes = network > 0 ? network : null,
            MaxCalls = calls > 0 ? calls : null,
        };
        return limits == new ShadowBudget() ? null : limits;
    }

    private static TimeSpan? Time(double milliseconds) => milliseconds * TimeSpan.TicksPerMillisecond is >= 1 and <= long.MaxValue / 2 and var ticks ? TimeSpan.FromTicks((long)ticks) : null;
}
