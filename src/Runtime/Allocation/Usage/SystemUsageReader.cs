namespace ShadowGen.Allocation;

/// <summary>Reads use from the runtime, and from the files of the control group where there is one.</summary>
internal sealed class SystemUsageReader(CgroupFolders folders, BandwidthLimit bandwidth, TimeProvider time) : IUsageReader
{
    /// <summary>Files are read no more often: each costs some 20 µs.</summary>
    private static readonly TimeSpan FreshGroup = TimeSpan.FromMilliseconds(500);

    private readonly CoreCount _cores = new(folders);
    private long _lastTime = time.GetTimestamp();
    private TimeSpan _lastCpu = Cpu();
    private TimeSpan _lastPause = GC.GetTotalPauseDuration();
    private double _lastPeriods = double.NaN;
    private double _lastThrottled = double.NaN;
    private long _lastSent = bandwidth.BytesSent;
    private GroupUsage _group;
    private long _groupRead;

    public ResourceUsage Read()
    {
        var now = time.GetTimestamp();
        var seconds = Math.Max(1e-6, time.GetElapsedTime(_lastTime, now).TotalSeconds);
        var (cpu, pause, sent) = (Cpu(), GC.GetTotalPauseDuration(), bandwidth.BytesSent);
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        if (_groupRead == 0 || time.GetElapsedTime(_groupRead, now) >= FreshGroup) (_group, _groupRead) = (ReadGroup(), now);
        var usage = new ResourceUsage
        {
            Cores = Math.Max(0, (cpu - _lastCpu).TotalSeconds / seconds),
            CoresAllowed = _group.Cores,
            MemoryBytes = _group.MemoryBytes,
            MemoryAllowed = _group.MemoryLimit,
            HeapBytes = GC.GetTotalMemory(forceFullCollection: false),
            LiveBytes = LiveBytes(),
            PauseShare = Math.Clamp((pause - _lastPause).TotalSeconds / seconds, 0, 1),
            ThrottledShare = _group.Throttled,
            PoolThreadsBusy = most - available,
            PoolItemsWaiting = ThreadPool.PendingWorkItemCount,
            NetworkBytesPerSecond = (sent - _lastSent) / seconds,
        };
        (_lastTime, _lastCpu, _lastPause, _lastSent) = (now, cpu, pause, sent);
        return usage;
    }

    /// <summary>Bytes of the group that cannot be taken back: without the page cache that has not been used for long. NaN where there is no group.</summary>
    public static double MemoryInUse(CgroupFolders folders)
    {
        if (folders.Memory is null) return double.NaN;
        var (total, cache) = folders.IsVersion2
            ? (CgroupFile.Limit(folders.Memory, "memory.current"), CgroupFile.Value(folders.Memory, "memory.stat", "inactive_file"))
            : (CgroupFile.Limit(folders.Memory, "memory.usage_in_bytes"), CgroupFile.Value(folders.Memory, "memory.stat", "total_inactive_file"));
        return total - (double.IsNaN(cache) ? 0 : Math.Min(cache, total));
    }

    /// <summary>Bytes that the group may hold; infinite without a limit, NaN where there is no group.</summary>
    public static double MemoryLimit(CgroupFolders folders) =>
        folders.Memory is null ? double.NaN : CgroupFile.Limit(folders.Memory, folders.IsVersion2 ? "memory.max" : "memory.limit_in_bytes");

    private static TimeSpan Cpu() => OperatingSystem.IsBrowser() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? TimeSpan.Zero : Environment.CpuUsage.TotalTime;

    private static double LiveBytes()
    {
        var full = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        var background = GC.GetGCMemoryInfo(GCKind.Background);
        var last = full.Index > background.Index ? full : background;
        return last.Index == 0 ? 0 : last.HeapSizeBytes - last.FragmentedBytes;
    }

    private GroupUsage ReadGroup() => new(
        _cores.Read(),
        MemoryInUse(folders) is var inUse && double.IsNaN(inUse) ? Environment.WorkingSet : inUse,
        MemoryLimit(folders) is var limit && double.IsNaN(limit) ? double.PositiveInfinity : limit,
        Throttled());

    private double Throttled()
    {
        if (folders.Cpu is null) return 0;
        var (periods, throttled) = (CgroupFile.Value(folders.Cpu, "cpu.stat", "nr_periods"), CgroupFile.Value(folders.Cpu, "cpu.stat", "nr_throttled"));
        var share = periods > _lastPeriods ? (throttled - _lastThrottled) / (periods - _lastPeriods) : 0;
        (_lastPeriods, _lastThrottled) = (periods, throttled);
        return double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
    }

    private readonly record struct GroupUsage(double Cores, double MemoryBytes, double MemoryLimit, double Throttled);
}
