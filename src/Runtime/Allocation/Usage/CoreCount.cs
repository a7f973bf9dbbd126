namespace ShadowGen.Allocation;

/// <summary>
/// The cores that the process may use at this moment: the quota of its control group, at most the processors that it could run on when the process began. <see cref="Environment.ProcessorCount"/> is
/// frozen with the quota of that moment. Any thread.
/// </summary>
internal sealed class CoreCount(CgroupFolders folders)
{
    private readonly int _processors = ProcessorMask.AtStart is { Count: > 0 } mask ? mask.Count : Environment.ProcessorCount;

    public double Read() => Quota(folders) is var quota && quota > 0 && quota < _processors ? quota : _processors;

    /// <summary>Cores of the quota; infinite without one, NaN where there is no such group.</summary>
    public static double Quota(CgroupFolders folders)
    {
        if (folders.Cpu is null) return double.NaN;
        if (folders.IsVersion2) return CgroupFile.Text(folders.Cpu, "cpu.max") is { } text ? OfPair(text) : double.NaN;
        var quota = CgroupFile.Limit(folders.Cpu, "cpu.cfs_quota_us");
        return double.IsInfinity(quota) ? quota : quota / CgroupFile.Limit(folders.Cpu, "cpu.cfs_period_us");
    }

    /// <summary>Of <c>quota period</c> in microseconds, as v2 writes them.</summary>
    public static double OfPair(string text) =>
        text.Split(' ') is [var quota, var period] ? CgroupFile.Limit(quota) / CgroupFile.Limit(period) : double.NaN;
}
