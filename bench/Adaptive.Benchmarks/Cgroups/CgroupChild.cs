using System.Diagnostics;
using System.Globalization;
using ShadowGen.Allocation;

namespace ShadowGen.Adaptive.Benchmarks.Cgroups;

/// <summary>Resizes its own control group under load, up and down, by the manager's actuators with all their guards.</summary>
internal static class CgroupChild
{
    public const string Verb = "cgroup-run";
    public const int Resizes = 200;
    public const double FirstLimit = 512 << 20;

    private const double Large = 512 << 20, Small = 256 << 20;
    private const int Held = 80 << 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestView = TimeSpan.FromSeconds(10);

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("shadowgen-bench-").FullName;
        var journal = JournalPlace.Open(folder, CgroupFolders.Own);
        var memory = new GuardedActuator(new CgroupMemoryActuator(CgroupFolders.Own, new RuntimeCollector(), 0.25), new ActuatorThread("memory"), journal);
        var cpu = new GuardedActuator(new CgroupCpuActuator(CgroupFolders.Own), new ActuatorThread("cpu"), journal);
        var random = new Random(1);
        var (applied, views, before) = (0, new List<double>(), FirstLimit);
        var cores = double.PositiveInfinity;
        using (new Load(1, Held))
        {
            Thread.Sleep(500);
            for (var i = 0; i < Resizes; i++)
            {
                var (limit, quota) = (Math.Round((i % 2 == 0 ? Small : Large) * (1 + (0.2 * random.NextDouble()))), i % 2 == 0 ? 0.5 : 1.5);
                limit = Math.Floor(limit / 4096) * 4096;
                var result = memory.Apply(before, limit, Timeout, i * 1_000_000_000_000L);
                var clock = Stopwatch.StartNew();
                while (Math.Abs(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - (0.75 * limit)) > 0.01 * limit && clock.Elapsed < LongestView) Thread.Sleep(1);
                views.Add(clock.Elapsed.TotalMilliseconds);
                var second = cpu.Apply(cores, quota, Timeout, i * 1_000_000_000_000L);
                if (result.Outcome == DecisionOutcome.Applied && second.Outcome == DecisionOutcome.Applied) applied++;
                else Console.WriteLine($"resize {i}: memory {result.Outcome} {result.Problem}; CPU {second.Outcome} {second.Problem}");
                (before, cores) = (limit, quota);
                Thread.Sleep(50);
            }
        }
        var undone = memory.Undo(Timeout, 0) ?? cpu.Undo(Timeout, 0) ?? "yes";
        Directory.Delete(folder, recursive: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"applied {applied}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"view {views.Max()}"));
        Console.WriteLine($"undone {undone} {SystemUsageReader.MemoryLimit(CgroupFolders.Own):f0} {CoreCount.Quota(CgroupFolders.Own)}");
        return undone == "yes" && SystemUsageReader.MemoryLimit(CgroupFolders.Own) == FirstLimit && double.IsPositiveInfinity(CoreCount.Quota(CgroupFolders.Own)) ? 0 : 1;
    }
}
