namespace ShadowGen.Allocation;

/// <summary>What actuators ask of the garbage collector.</summary>
internal interface ICollector
{
    /// <summary>Bytes that it has taken from the system.</summary>
    public double CommittedBytes { get; }

    /// <summary>Bytes that are live, as of its last collection.</summary>
    public double LiveBytes { get; }

    /// <summary>Collects all, compacts, and gives back what it can, before it returns.</summary>
    public void CollectAll();

    /// <summary>Begins to collect all beside the app.</summary>
    public void CollectBeside();

    /// <summary>Takes in limits that have changed.</summary>
    /// <exception cref="InvalidOperationException">It holds more than they allow.</exception>
    public void RefreshLimit();
}

/// <summary>The runtime's.</summary>
internal sealed class RuntimeCollector : ICollector
{
    public double CommittedBytes => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes;

    public double LiveBytes => GC.GetGCMemoryInfo(GCKind.Any) is var last ? last.HeapSizeBytes - last.FragmentedBytes : 0;

    public void CollectAll() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    public void CollectBeside() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false, compacting: false);

    public void RefreshLimit() => GC.RefreshMemoryLimit();
}
