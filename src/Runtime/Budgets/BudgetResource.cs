namespace ShadowGen;

/// <summary>What a budget limits, and the unit of its figures.</summary>
public enum BudgetResource
{
    /// <summary>Time from begin to end, in nanoseconds.</summary>
    ElapsedTime,

    /// <summary>CPU time of all threads, in nanoseconds.</summary>
    CpuTime,

    /// <summary>Managed memory allocated, in bytes.</summary>
    AllocatedBytes,

    /// <summary>Shadowed calls made.</summary>
    Calls,

    /// <summary>Shadowed calls under way on one thread, one within the other.</summary>
    Depth,

    /// <summary>The thread's stack, which is nearly used up: the figures are the calls under way, of which there may be no more.</summary>
    Stack,
}
