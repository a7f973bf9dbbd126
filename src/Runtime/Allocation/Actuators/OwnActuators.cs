namespace ShadowGen.Allocation;

/// <summary>What ShadowGen brings itself, for each resource the one to be asked first before the others.</summary>
internal static class OwnActuators
{
    public static IReadOnlyList<IResourceActuator> All(ManagerOptions options, ParallelismLimit parallelism, BandwidthLimit bandwidth)
    {
        var collector = new RuntimeCollector();
        return
        [
            new ThreadPoolActuator(),
            parallelism,
            new CollectorLatencyActuator(),
            new IdleCollectionActuator(collector),
            new HeapLimitActuator(collector),
            new CgroupCpuActuator(CgroupFolders.Own),
            new CgroupMemoryActuator(CgroupFolders.Own, collector, options.MemoryHeadroom),
            new BandwidthActuator(bandwidth),
            new AffinityActuator(options.MovesAllThreads),
        ];
    }
}
