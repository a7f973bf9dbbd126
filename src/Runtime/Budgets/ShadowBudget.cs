namespace ShadowGen;

/// <summary>
/// What a flow may use before it is ended (<see cref="Shadow.BeginFlow(string, ShadowBudget)"/>): each limit concerns the flow with all that it calls, on whatever thread, flows within it included.
/// Null is no limit. Immutable; thread-safe.
/// </summary>
public sealed record ShadowBudget
{
    /// <summary>The highest <see cref="MaxDepth"/>.</summary>
    public const int DeepestLimit = 8192;

    /// <summary>Time that may pass from the flow's begin to its end: above zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public TimeSpan? MaxElapsed
    {
        get;
        init => field = AboveZero(value, nameof(MaxElapsed));
    }

    /// <summary>CPU time of the threads that work for the flow, while they do: above zero. Watched on Linux and macOS.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public TimeSpan? MaxCpu
    {
        get;
        init => field = AboveZero(value, nameof(MaxCpu));
    }

    /// <summary>Managed memory that may be allocated, whether or not it is collected again: bytes, 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long? MaxAllocatedBytes
    {
        get;
        init => field = OneOrMore(value, nameof(MaxAllocatedBytes));
    }

    /// <summary>Shadowed calls that may be made, directly or not: 1 or more. Some more are made by the time that it is noticed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long? MaxCalls
    {
        get;
        init => field = OneOrMore(value, nameof(MaxCalls));
    }

    /// <summary>
    /// Shadowed calls that may be under way on one thread, one within the other: 1 to <see cref="DeepestLimit"/>, which is the default: recursion without end is ended, whatever else is limited.
    /// Exact: the call after that is not made.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above <see cref="DeepestLimit"/>.</exception>
    public int MaxDepth
    {
        get;
        init
        {
            if (value is < 1 or > DeepestLimit) throw new ArgumentOutOfRangeException(nameof(MaxDepth), value, $"must be 1 to {DeepestLimit}");
            field = value;
        }
    } = DeepestLimit;

    private static TimeSpan? AboveZero(TimeSpan? value, string name) =>
        value <= TimeSpan.Zero ? throw new ArgumentOutOfRangeException(name, value, "must be above zero") : value;

    private static long? OneOrMore(long? value, string name) =>
        value < 1 ? throw new ArgumentOutOfRangeException(name, value, "must be 1 or more") : value;
}
