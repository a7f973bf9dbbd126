using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>
/// The CPU quota of the process's control group: v1 <c>cpu.cfs_quota_us</c>, v2 <c>cpu.max</c> (cgroups(7), the kernel's cgroup-v2.rst). It holds for every process of the group.
/// </summary>
internal sealed class CgroupCpuActuator(CgroupFolders folders) : IResourceActuator
{
    private const string Quota1 = "cpu.cfs_quota_us", Period1 = "cpu.cfs_period_us", Max2 = "cpu.max";

    /// <summary>The kernel takes no shorter quota.</summary>
    private const double LeastMicroseconds = 1000;

    public string Name => folders.IsVersion2 ? "cgroup v2 cpu.max" : "cgroup v1 CPU quota";

    public ManagedResource Resource => ManagedResource.CpuQuota;

    public bool OutlivesProcess => true;

    public ActuatorProbe Probe(CancellationToken cancellationToken)
    {
        if (folders.Cpu is null) return ActuatorProbe.Unavailable("there is no control group with a CPU quota");
        var cores = CoreCount.Quota(folders);
        return double.IsNaN(cores) ? ActuatorProbe.Unavailable("the control group has no CPU quota (the root group has none)")
            : CgroupFile.WhyNotWritable(folders.Cpu, folders.IsVersion2 ? Max2 : Quota1) is { } why ? ActuatorProbe.Unavailable(why)
            : ActuatorProbe.Found(cores, folders.IsVersion2 ? CgroupFile.Text(folders.Cpu, Max2)! : CgroupFile.Text(folders.Cpu, Quota1)!);
    }

    public void Apply(double amount, CancellationToken cancellationToken)
    {
        var period = folders.IsVersion2 ? CgroupFile.Limit(CgroupFile.Text(folders.Cpu!, Max2)!.Split(' ')[^1]) : CgroupFile.Limit(folders.Cpu!, Period1);
        var quota = double.IsInfinity(amount) ? (folders.IsVersion2 ? "max" : "-1") : Math.Max(LeastMicroseconds, Math.Round(amount * period)).ToString(CultureInfo.InvariantCulture);
        if (folders.IsVersion2) CgroupFile.Write(folders.Cpu!, Max2, string.Create(CultureInfo.InvariantCulture, $"{quota} {period}"));
        else CgroupFile.Write(folders.Cpu!, Quota1, quota);
    }

    public double Verify(CancellationToken cancellationToken) => CoreCount.Quota(folders);

    public void Undo(string original, CancellationToken cancellationToken)
    {
        if (original.Length == 0 || !original.Split(' ').All(static part => !double.IsNaN(CgroupFile.Limit(part)))) throw new FormatException($"'{original}' is no CPU quota");
        CgroupFile.Write(folders.Cpu!, folders.IsVersion2 ? Max2 : Quota1, original);
    }
}
