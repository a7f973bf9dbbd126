using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>What the shadowing itself cost, and what it cannot see.</summary>
internal static class CostSection
{
    public static void WriteCost(IAnsiConsole console, CallGraph graph, in ShadowStatistics statistics)
    {
        var process = Environment.CpuUsage.TotalTime;
        var own = statistics.EngineCpuTime + statistics.MeasuringCpuTime;
        var table = Tables.Create(console, "Cost of shadowing", "");
        table.AddRow("calls counted", Units.Count(graph.TotalCalls));
        table.AddRow("of them measured", Units.Count(statistics.MeasuredCalls));
        table.AddRow("CPU time of measuring (estimate)", Units.Time(statistics.MeasuringCpuTime));
        table.AddRow("CPU time of the engine, its JIT compilation included", Units.Time(statistics.EngineCpuTime));
        table.AddRow("both as a share of the process, start-up included", Units.Percent(own / process));
        table.AddRow("reserved for counters (address space)", Units.Size(statistics.ReservedBytes));
        table.AddRow("held by the predictor", Units.Size(statistics.PredictorBytes));
        table.AddRow("flows opened", Units.Count(statistics.FlowsOpened));
        table.AddRow("measurements dropped", Units.Count(statistics.SamplesDropped));
        table.AddRow("calls learned in their order by the table", Units.Count(statistics.SequenceCallsSeen));
        table.AddRow("of them followed by the full mix", Units.Count(statistics.SequenceCallsFollowed));
        table.AddRow("of them learned by the full mix", Units.Count(statistics.SequenceCallsLearned));
        table.AddRow("calls whose order was overwritten before it was read", Units.Count(statistics.SequenceCallsMissed));
        table.AddRow("calls lost to the count", Units.Count(statistics.LostCalls));
        table.AddRow("internal faults", statistics.Faults == 0 ? "0" : Markup.Escape($"{statistics.Faults}: {statistics.LastFault}"));
        console.Write(table);
        console.MarkupLine("[grey]The budget is 5 % of CPU here (1 % unless set), after an allowance for start-up and compilation, which a run of seconds mostly is. What counting adds to each call is not in these times.[/]");
    }

    public static void WriteCoverage(IAnsiConsole console, CallGraph graph)
    {
        var skipped = graph.SkippedCallSites;
        var sites = 0;
        foreach (var edge in graph.Edges) sites += edge.CallSites.Length;
        console.WriteLine($"{Units.Count(sites)} call sites are shadowed, {Units.Count(skipped.Length)} stay plain calls{(skipped.Length > 0 ? ":" : ".")}");
        foreach (var site in skipped[..Math.Min(5, skipped.Length)]) console.WriteLine($"  {site.Location}: {site.Callee}, {site.Reason}");
        if (skipped.Length > 5) console.WriteLine($"  and {Units.Count(skipped.Length - 5)} more: Shadow.CallGraph.SkippedCallSites");
    }

    public static void WriteWhereItIs(IAnsiConsole console) => console.WriteLine(
        $"""
        The graph's skeleton (functions, edges, source places) is in {typeof(CostSection).Assembly.GetName().Name}.dll. What was learned is in this
        process, read through Shadow.CallGraph. With ShadowModelPath=app.shadow in the environment the next run begins with it.
        """);

    public static void WriteNothingShadowed(IAnsiConsole console) => console.MarkupLine(Markup.Escape(
        Environment.GetEnvironmentVariable("SHADOWGEN") is { Length: > 0 } value
            ? $"Nothing was shadowed: the environment says SHADOWGEN={value}. The answers are the same; there is nothing learned to show."
            : "Nothing was shadowed: the program was built without ShadowGen's generator (ShadowGenEnabled=false). The answers are the same; there is nothing learned to show."));
}
