using System.Globalization;
using ShadowGen.Allocation;
using ShadowGen.TestSupport;

namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>A folder with the files of a control group, in the formats that the kernel documents, and a collector that does what a test says.</summary>
internal sealed class FakeGroup : ICollector, IDisposable
{
    private readonly TemporaryFolder _folder = new("manager");

    public FakeGroup(bool isVersion2)
    {
        Folders = new(_folder.Root, _folder.Root, isVersion2);
        if (isVersion2)
        {
            Write("cpu.max", "max 100000");
            Write("cpu.stat", "usage_usec 10\nnr_periods 10\nnr_throttled 1\nthrottled_usec 5");
            Write("memory.max", "max");
            Write("memory.current", "104857600");
            Write("memory.stat", "anon 1\ninactive_file 4857600\nactive_file 9");
        }
        else
        {
            Write("cpu.cfs_quota_us", "-1");
            Write("cpu.cfs_period_us", "100000");
            Write("cpu.stat", "nr_periods 10\nnr_throttled 1\nthrottled_time 5");
            Write("memory.limit_in_bytes", "9223372036854771712");
            Write("memory.usage_in_bytes", "104857600");
            Write("memory.stat", "cache 1\ntotal_inactive_file 4857600\ntotal_active_file 9");
        }
    }

    public CgroupFolders Folders { get; }

    public double CommittedBytes { get; set; } = 50e6;

    public double LiveBytes { get; set; } = 20e6;

    public int Collected { get; private set; }

    public int Refreshed { get; private set; }

    public Action? OnCollect { get; set; }

    public Action? OnRefresh { get; set; }

    public void CollectAll()
    {
        Collected++;
        OnCollect?.Invoke();
    }

    public void CollectBeside() => Collected++;

    public void RefreshLimit()
    {
        Refreshed++;
        OnRefresh?.Invoke();
    }

    public void Use(double bytes) => Write(Folders.IsVersion2 ? "memory.current" : "memory.usage_in_bytes", bytes.ToString("f0", CultureInfo.InvariantCulture));

    public string Read(string name) => File.ReadAllText(Path.Combine(Folders.Cpu!, name)).Trim();

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Root, name), text + "\n");

    public void Dispose() => _folder.Dispose();
}
