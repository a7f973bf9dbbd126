namespace ShadowGen;

/// <summary>What the manager has learned of how demand becomes use in this process. Immutable; NaN is what is not known yet.</summary>
public sealed record AllocatorState
{
    /// <summary>What the ThreadPool's minimum was before the manager changed it.</summary>
    public double OwnPoolThreads { get; init; } = 1;

    /// <summary>Threads of the ThreadPool that one call under way takes at most: 1 where calls block, next to 0 where they await.</summary>
    public double ThreadsPerCall { get; init; } = double.NaN;

    /// <summary>Cores that are used for each core that roots are known to need.</summary>
    public double CoresPerDemand { get; init; } = double.NaN;

    /// <summary>Bytes a second that are sent for each that roots are known to move.</summary>
    public double NetworkPerDemand { get; init; } = double.NaN;

    /// <summary>The high end of what use of cores alone foretells for the next minute.</summary>
    public double CoresHigh { get; init; } = double.NaN;

    /// <summary>The high end of what use of memory alone foretells for the next 5 minutes, in bytes.</summary>
    public double MemoryHigh { get; init; } = double.NaN;

    /// <summary>The high end of what use of the network alone foretells for the next minute, in bytes a second.</summary>
    public double NetworkHigh { get; init; } = double.NaN;
}
