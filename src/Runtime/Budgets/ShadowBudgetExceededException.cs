using ShadowGen.Budgets;

namespace ShadowGen;

/// <summary>
/// A flow has used more than the budget that it was begun with, and is ended: thrown in place of its next shadowed call, which is neither made nor counted. Never thrown
/// beneath a static constructor, finalizer, <c>Dispose</c>, <c>finally</c> or lock: then at a call after its end. Immutable.
/// </summary>
/// <remarks>A flow that goes on after it has caught this meets it again, some ten milliseconds later.</remarks>
public sealed class ShadowBudgetExceededException : Exception
{
    internal ShadowBudgetExceededException(string name, BudgetExcess excess, IReadOnlyList<string> path, int depth)
        : base($"'{name}' {excess}. It was ended {(path.Count == 0 ? "outside of every shadowed call" : $"in {(depth > path.Count ? "… > " : "")}{string.Join(" > ", path)}")}.")
    {
        FlowName = name;
        Resource = excess.Resource;
        Used = excess.Used;
        Allowed = excess.Allowed;
        Path = path;
        Depth = depth;
    }

    /// <summary>What the flow was begun as.</summary>
    public string FlowName { get; }

    /// <summary>What there was too much of.</summary>
    public BudgetResource Resource { get; }

    /// <summary>How much had been used when it was noticed, in the unit of <see cref="Resource"/>.</summary>
    public double Used { get; }

    /// <summary>How much the budget allows, in the unit of <see cref="Resource"/>.</summary>
    public double Allowed { get; }

    /// <summary>The shadowed calls under way, outermost first: the innermost 32 at most.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>How many there were, <see cref="Path"/> or not.</summary>
    public int Depth { get; }
}
