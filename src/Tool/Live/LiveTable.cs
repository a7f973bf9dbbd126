using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Live;

/// <summary>What a process did between two moments, as JSON has it: rates are for each second, shares of one core.</summary>
/// <param name="Pid">The process.</param>
/// <param name="App">Its program.</param>
/// <param name="Seconds">Between the moments.</param>
/// <param name="CallsPerSecond">Shadowed calls.</param>
/// <param name="CpuShare">Of the process; 1 is one core.</param>
/// <param name="ShadowGenShare">Of it, what measuring and learning took.</param>
/// <param name="HeapBytes">Managed memory.</param>
/// <param name="Faults">ShadowGen's own, since the process began.</param>
/// <param name="Methods">The busiest.</param>
internal sealed record LiveTable(long Pid, string App, double Seconds, double CallsPerSecond, double CpuShare, double ShadowGenShare, long HeapBytes, long Faults, IReadOnlyList<LiveRow> Methods)
{
    public static LiveTable Of(LiveSample before, LiveSample after, int top)
    {
        var seconds = Math.Max(1e-6, (after["clock_ns"] - before["clock_ns"]) / 1e9);
        var rows = after.Methods.Values.Select(method => LiveRow.Of(before.Methods.GetValueOrDefault(method.Id), method, seconds))
            .OrderByDescending(row => row.CpuShare).ThenByDescending(row => row.CallsPerSecond).ThenBy(row => row.Name, StringComparer.Ordinal).Take(top);
        var own = after["engine_cpu_ns"] + after["measuring_cpu_ns"] - before["engine_cpu_ns"] - before["measuring_cpu_ns"];
        return new(after["pid"], after.App, seconds, (after["calls"] - before["calls"]) / seconds, (after["cpu_ns"] - before["cpu_ns"]) / 1e9 / seconds, own / 1e9 / seconds, after["heap_bytes"], after["faults"], [.. rows]);
    }

    public string Summary =>
        $"{App} ({Pid}): {Units.Count(CallsPerSecond)} calls/s, {Units.Percent(CpuShare)} of a core, of that ShadowGen {Units.Percent(ShadowGenShare)}, heap {Units.Size(HeapBytes)}{(Faults > 0 ? $", {Units.Plural(Faults, "fault")} of ShadowGen" : "")}";

    public TextTable ToTable()
    {
        var table = new TextTable("Method", "#Calls/s", "#cpu", "#p50", "#p99", "#Allocated/s", "#Calls");
        foreach (var row in Methods)
            table.Add(ShortName.Of(row.Name), Units.Count(row.CallsPerSecond), Units.Percent(row.CpuShare), Units.Time(row.P50), Units.Time(row.P99), Units.Size(row.AllocatedPerSecond), Units.Count(row.Calls));
        return table;
    }
}

/// <summary>A method of it; latency, in nanoseconds, is of all calls since the process began.</summary>
internal sealed record LiveRow(string Name, long Calls, double CallsPerSecond, double CpuShare, double P50, double P99, double AllocatedPerSecond)
{
    // Sums of what is sampled are estimates, and can come out less than before.
    public static LiveRow Of(LiveMethod? before, LiveMethod after, double seconds) => new(
        after.Name, after.Calls, Math.Max(0, after.Calls - (before?.Calls ?? 0)) / seconds, Math.Max(0, after.Cpu - Known(before?.Cpu)) / 1e9 / seconds, after.P50, after.P99,
        Math.Max(0, after.Allocated - Known(before?.Allocated)) / seconds);

    private static double Known(double? value) => value is { } known && double.IsFinite(known) ? known : 0;
}
