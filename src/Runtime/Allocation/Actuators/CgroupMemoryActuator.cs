using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>
/// The memory limit of the process's control group: v1 <c>memory.limit_in_bytes</c>, v2 <c>memory.max</c>; never <c>memory.high</c>, at which a process crawls. A limit under what is in use makes the kernel kill: so,
/// to lower it, all is collected first, what is in use must leave the headroom of the options free, and it is looked at again afterwards. The collector is told of each change.
/// </summary>
/// <param name="folders">Whose limit.</param>
/// <param name="collector">The collector of this process, which must be in that group.</param>
/// <param name="headroom">What must be free above what is in use, as a share of it.</param>
internal sealed class CgroupMemoryActuator(CgroupFolders folders, ICollector collector, double headroom) : IResourceActuator
{
    private const string Limit1 = "memory.limit_in_bytes", Max2 = "memory.max";

    /// <summary>Of a container's limit the collector takes this much.</summary>
    private const double CollectorShare = 0.75;

    /// <summary>In use after the change: above this share of the limit it is set back.</summary>
    private const double TooFull = 0.95;

    public string Name => folders.IsVersion2 ? "cgroup v2 memory.max" : "cgroup v1 memory limit";

    public ManagedResource Resource => ManagedResource.MemoryLimit;

    public bool OutlivesProcess => true;

    private string File => folders.IsVersion2 ? Max2 : Limit1;

    public ActuatorProbe Probe(CancellationToken cancellationToken)
    {
        if (folders.Memory is null) return ActuatorProbe.Unavailable("there is no control group with a memory limit");
        var limit = SystemUsageReader.MemoryLimit(folders);
        return double.IsNaN(limit) ? ActuatorProbe.Unavailable("the control group has no memory limit (the root group has none)")
            : CgroupFile.WhyNotWritable(folders.Memory, File) is { } why ? ActuatorProbe.Unavailable(why)
            : ActuatorProbe.Found(limit, Text(limit));
    }

    public void Apply(double amount, CancellationToken cancellationToken)
    {
        var before = SystemUsageReader.MemoryLimit(folders);
        if (amount >= before)
        {
            Write(amount);
            collector.RefreshLimit();
            return;
        }
        if (InUse() * (1 + headroom) > amount || collector.CommittedBytes > CollectorShare * amount) collector.CollectAll();
        if (InUse() * (1 + headroom) > amount)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{InUse():f0} bytes are in use after a collection: a limit of {amount:f0} leaves too little free"));
        if (collector.CommittedBytes > CollectorShare * amount)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the collector holds {collector.CommittedBytes:f0} bytes: it may take {CollectorShare:p0} of a limit"));
        cancellationToken.ThrowIfCancellationRequested();
        Write(amount);
        try
        {
            collector.RefreshLimit();
            if (InUse() > TooFull * amount) throw new InvalidOperationException("what is in use has grown meanwhile");
        }
        catch (InvalidOperationException)
        {
            Write(before);
            throw;
        }
    }

    public double Verify(CancellationToken cancellationToken) => SystemUsageReader.MemoryLimit(folders);

    public void Undo(string original, CancellationToken cancellationToken)
    {
        var limit = CgroupFile.Limit(original);
        if (double.IsNaN(limit)) throw new FormatException($"'{original}' is no memory limit");
        Apply(limit, cancellationToken);
    }

    private double InUse() => SystemUsageReader.MemoryInUse(folders);

    private void Write(double limit) => CgroupFile.Write(folders.Memory!, File, Text(limit));

    private string Text(double limit) => !double.IsInfinity(limit) ? Math.Ceiling(limit).ToString("f0", CultureInfo.InvariantCulture) : folders.IsVersion2 ? "max" : "-1";
}
