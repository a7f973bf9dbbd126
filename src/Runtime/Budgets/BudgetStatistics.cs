namespace ShadowGen;

/// <summary>What became of budgets since the process began.</summary>
public readonly record struct BudgetStatistics
{
    /// <summary>Flows that passed a limit of theirs.</summary>
    public long Exceeded { get; init; }

    /// <summary>Calls in whose place a <see cref="ShadowBudgetExceededException"/> was thrown.</summary>
    public long Thrown { get; init; }

    /// <summary>Times that one was not thrown, as it would have come beneath a static constructor, finalizer, <c>Dispose</c>, <c>finally</c> or lock.</summary>
    public long Deferred { get; init; }

    /// <summary>Flows over their budget that made no call at which they could have been ended: a loop without shadowed calls, one huge allocation, the last call of all.</summary>
    public long NotEnded { get; init; }
}
