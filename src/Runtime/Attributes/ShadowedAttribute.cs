namespace ShadowGen;

/// <summary>
/// Opts a method, or every ordinary method of a type or interface, in to shadowing: calls to it become nodes and edges of the call graph.
/// Read at compile time only; it has no effect on a method that no source of the same compilation calls.
/// </summary>
/// <remarks>
/// The members concern the one method that carries the attribute; on a type or interface they say nothing (rule SHG1003). They are promises and limits for the
/// adaptive manager, which does not act on them yet; the rules check what they say. Immutable once read; thread-safe.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class ShadowedAttribute : Attribute
{
    /// <summary>
    /// Promises that the method may be called earlier than its call stands, in vain, and beside other calls on the same receiver: it returns a value and has no effect that anybody could see (rule SHG1005).
    /// In <see cref="ManagerMode.Act"/>, calls that return a <see cref="Task{TResult}"/> or <see cref="ValueTask{TResult}"/> are made early by shadowed callers, where that pays and no write or guard
    /// stands before them; no caller should change an argument between its own entry and the call (rule SHG1008). Default false.
    /// </summary>
    public bool Speculative { get; set; }

    /// <summary>
    /// The name of a method of the same type that takes the same parameters, returns nothing, <see cref="Task"/> or <see cref="ValueTask"/>, and fetches ahead what the next
    /// call will need (rule SHG1006). In <see cref="ManagerMode.Act"/> it is called on the ThreadPool, ahead of calls by shadowed callers whose arguments are known, where calls get faster by it. Write it
    /// with <c>nameof</c>. Default null: none.
    /// </summary>
    public string? Prefetch { get; set; }

    /// <summary>
    /// CPU time that one call, with all that it calls, may take on all threads: milliseconds, finite and not negative; default 0, no budget.
    /// No effect at run time yet.
    /// </summary>
    public double CpuBudgetMilliseconds { get; set; }

    /// <summary>
    /// Time that may pass from a call's begin to its end, for an async method to its completion: milliseconds, finite and not negative; default 0, no budget.
    /// No effect at run time yet.
    /// </summary>
    public double ElapsedBudgetMilliseconds { get; set; }

    /// <summary>
    /// Managed memory that one call, with all that it calls, may allocate, whether or not it is collected again: bytes, not negative; default 0, no budget.
    /// No effect at run time yet.
    /// </summary>
    public long AllocatedBytesBudget { get; set; }

    /// <summary>
    /// What one call, with all that it calls, may send and receive: bytes, both directions together, not negative; default 0, no budget.
    /// No effect at run time yet.
    /// </summary>
    public long NetworkBytesBudget { get; set; }

    /// <summary>
    /// How many calls of this method may be active in one flow at a time, one within the other: 1 or more, 1 forbids recursion; default 0, no budget.
    /// No effect at run time yet.
    /// </summary>
    public int DepthBudget { get; set; }

    /// <summary>
    /// How many shadowed calls may be made within one call of this method, directly or not: 1 or more; default 0, no budget.
    /// No effect at run time yet.
    /// </summary>
    public long CallBudget { get; set; }
}
