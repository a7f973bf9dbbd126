namespace ShadowGen.Allocation;

/// <summary>What lies between what is set and what the plan says, over time. One thread writes.</summary>
internal sealed class Savings
{
    private const double Nanosecond = 1e-9;

    private double _waiting;

    public TimeSpan Waiting => TimeSpan.FromSeconds(Volatile.Read(ref _waiting));

    public double Memory { get; private set; }

    public double Cores { get; private set; }

    public void Add(ResourcePlan plan, ResourceUsage usage, ResourceControl[] controls, long elapsedNs)
    {
        var seconds = elapsedNs * Nanosecond;
        if (plan[ManagedResource.PoolThreads] is { } threads && controls[(int)ManagedResource.PoolThreads] is var pool && threads.Amount > pool.Original && usage.PoolItemsWaiting > 0)
            Volatile.Write(ref _waiting, _waiting + (usage.PoolItemsWaiting * seconds));
        if (plan[ManagedResource.MemoryLimit] is { } memory && double.IsFinite(usage.MemoryAllowed)) Memory += Math.Max(0, usage.MemoryAllowed - memory.Amount) * seconds;
        if (plan[ManagedResource.CpuQuota] is { } cores) Cores += Math.Max(0, usage.CoresAllowed - cores.Amount) * seconds;
    }
}
