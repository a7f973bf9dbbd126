using ShadowGen.Allocation;
using ShadowGen.Counters;
using ShadowGen.Prefetch;

namespace ShadowGen;

/// <summary>The process's own manager, and what it sets.</summary>
internal static class ManagerHost
{
    private static readonly TimeSpan BeforeFirstLook = TimeSpan.FromSeconds(1);

    public static BandwidthLimit Bandwidth { get; } = new();

    public static AdaptiveRuntimeManager Manager { get; } = new(
        static () => new(
            new DemandReader(static () => ShadowExecutionEngine.Snapshot, TimeProvider.System),
            new SystemUsageReader(CgroupFolders.Own, Bandwidth, TimeProvider.System),
            TimeProvider.System),
        KillSwitch.On,
        static options => OwnActuators.All(options, Parallelism, Bandwidth),
        BeforeFirstLook);

    public static ParallelismLimit Parallelism => Cores.Parallelism;

    /// <summary>Tells planned calls how far they may go.</summary>
    public static void ConfigureAhead(ManagerMode mode, ManagerOptions options) => AheadControl.OfProcess.Configure(
        mode == ManagerMode.Act ? AheadMode.Start : AheadMode.Count,
        new(options.WastedCalls, options.WastedCores, options.WastedBytesPerSecond, options.PrefetchesAtOnce, options.PrefetchDistance));

    // Of its own: whoever configures the manager does not look at the system for it.
    private static class Cores
    {
        public static readonly ParallelismLimit Parallelism = new(new CoreCount(CgroupFolders.Own));
    }
}
