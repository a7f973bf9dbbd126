namespace ShadowGen;

/// <summary>What the manager has done since it was started first, and what it has cost. Immutable.</summary>
public sealed record ManagerStatistics
{
    /// <summary>Looks that were taken.</summary>
    public long Steps { get; init; }

    /// <summary>Decisions of every outcome.</summary>
    public long Decisions { get; init; }

    /// <summary>Decisions that were carried out, in full or in part.</summary>
    public long Applied { get; init; }

    /// <summary>Changes that were taken back, because the goal got worse or the manager stopped.</summary>
    public long Undone { get; init; }

    /// <summary>Decisions that an actuator refused, failed at, did not answer or did not do.</summary>
    public long Failed { get; init; }

    /// <summary>Times that a plan's model or a reader of use failed, and the manager went without.</summary>
    public long StepsFailed { get; init; }

    /// <summary>
    /// What following the plan would have saved, or has: seconds that work items waited for a thread while the ThreadPool's minimum was below the plan's, summed over items. In
    /// <see cref="ManagerMode.Act"/> it is the waiting that is left.
    /// </summary>
    public TimeSpan WaitingBelowPlan { get; init; }

    /// <summary>Byte-seconds that the memory limit, while there was one, lay above the plan's.</summary>
    public double MemoryAbovePlan { get; init; }

    /// <summary>Core-seconds that the quota, while there was one, lay above the plan's.</summary>
    public double CoresAbovePlan { get; init; }

    /// <summary>CPU time of the manager's own thread.</summary>
    public TimeSpan CpuTime { get; init; }
}
