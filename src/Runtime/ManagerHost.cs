using ShadowGen.Allocation;
using ShadowGen.Counters;

namespace ShadowGen;

/// <summary>The process's own manager, and what it sets.</summary>
internal static class ManagerHost
{
    public static BandwidthLimit Bandwidth { get; } = new();

    public static ParallelismLimit Parallelism { get; } = new(new CoreCount(CgroupFolders.Own));

    public static AdaptiveRuntimeManager Manager { get; } = new(
        new DemandReader(static () => ShadowExecutionEngine.Snapshot, TimeProvider.System),
        new SystemUsageReader(CgroupFolders.Own, Bandwidth, TimeProvider.System),
        TimeProvider.System,
        KillSwitch.On,
        static options => OwnActuators.All(options, Parallelism, Bandwidth));
}
