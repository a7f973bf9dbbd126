using System.Globalization;
using System.Text;

namespace ShadowGen.Live;

/// <summary>Figures of this moment as text: <c>name value</c> lines, then one line for each of the most called methods, fields separated by tabs.</summary>
internal static class LiveStatistics
{
    /// <summary>Methods that are told, the most called.</summary>
    public const int MaxMethods = 500;

    public static string Text()
    {
        var graph = ShadowExecutionEngine.Snapshot.Graph;
        var statistics = ShadowExecutionEngine.Statistics;
        var text = new StringBuilder();
        Append(text, "pid", Environment.ProcessId);
        text.Append("app ").Append(OneLine(AppDomain.CurrentDomain.FriendlyName)).Append('\n');
        Append(text, "clock_ns", (long)(System.Diagnostics.Stopwatch.GetTimestamp() * (1e9 / System.Diagnostics.Stopwatch.Frequency)));
        Append(text, "cpu_ns", CpuNs());
        Append(text, "engine_cpu_ns", (long)statistics.EngineCpuTime.TotalNanoseconds);
        Append(text, "measuring_cpu_ns", (long)statistics.MeasuringCpuTime.TotalNanoseconds);
        Append(text, "heap_bytes", GC.GetTotalMemory(forceFullCollection: false));
        Append(text, "calls", graph.TotalCalls);
        Append(text, "faults", statistics.Faults);
        var called = graph.Nodes.Where(static node => node.Calls > 0 && !node.IsOutside).ToList();
        Append(text, "methods", called.Count);
        foreach (var node in called.OrderByDescending(static node => node.Calls).Take(MaxMethods))
        {
            var (cpu, elapsed, allocated) = (node.Exclusive(ResourceKind.CpuTime), node.Inclusive(ResourceKind.ElapsedTime), node.Exclusive(ResourceKind.AllocatedBytes));
            text.Append(CultureInfo.InvariantCulture, $"method\t{node.Id}\t{node.Calls}\t{cpu.Total:F0}\t{elapsed.P50:F0}\t{elapsed.P99:F0}\t{allocated.Total:F0}\t{OneLine(node.Name)}\n");
        }
        return text.ToString();
    }

    private static long CpuNs()
    {
        var usage = Environment.CpuUsage;
        return (long)usage.TotalTime.TotalNanoseconds;
    }

    private static void Append(StringBuilder text, string name, long value) => text.Append(name).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
