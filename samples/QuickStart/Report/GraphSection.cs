using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>The learned call graph: as a tree, and the functions that use most.</summary>
internal static class GraphSection
{
    private const int Top = 5;

    public static void WriteTree(IAnsiConsole console, CallGraph graph)
    {
        var isWide = console.Profile.Width >= Tables.FullWidth;
        var table = isWide
            ? Tables.Create(console, "Call", "Calls", "p", "Elapsed mean", "p50", "p99", "CPU mean", "Allocated mean", "Network")
            : Tables.Create(console, "Call", "Calls", "p", "Elapsed", "Bytes");
        foreach (var row in CallTree.Unfold(graph))
        {
            var node = row.Node;
            var elapsed = node.Inclusive(ResourceKind.ElapsedTime);
            var isCounted = node.Calls > 0;
            string[] cells =
            [
                $"[grey]{row.Guide}[/]{Markup.Escape(Names.Short(node))}[grey]{(row.Note.Length > 0 ? " " + row.Note : "")}[/]",
                row.Edge.IsEmpty ? "" : Units.Count(row.Edge.Calls),
                row.Edge.IsEmpty ? "" : $"[yellow]{Units.Probability(row.Edge.Probability)}[/]",
                isCounted ? Units.Time(elapsed.Mean) : "",
                isCounted ? Units.Time(elapsed.P50) : "",
                isCounted ? Units.Time(elapsed.P99) : "",
                isCounted ? Value(node.Inclusive(ResourceKind.CpuTime)) : "",
                isCounted ? Value(node.Inclusive(ResourceKind.AllocatedBytes)) : "",
                isCounted ? $"[grey]{Value(node.Inclusive(ResourceKind.NetworkBytes))}[/]" : "",
            ];
            table.AddRow(isWide ? cells : [.. cells[..4], cells[7]]);
        }
        console.Write(table);
        if (!isWide) console.MarkupLine($"[grey]In {Tables.FullWidth} columns: p50, p99, CPU time and network as well.[/]");
        console.MarkupLine("[grey]p: probability that the caller's next call is this one. Means are per call, with all that it calls. ~: of an async function, the part before its first suspension.[/]");
    }

    public static void WriteTop(IAnsiConsole console, CallGraph graph)
    {
        var table = Tables.Create(console, "Most", "Function", "Total", "Share", "Per call", "Calls");
        table.Columns[1].Alignment = Justify.Left;
        foreach (var (kind, title) in new[] { (ResourceKind.CpuTime, "CPU time"), (ResourceKind.ElapsedTime, "elapsed time"), (ResourceKind.AllocatedBytes, "allocated bytes") })
        {
            var measured = graph.Nodes.Where(n => n.Calls > 0 && n.Exclusive(kind).IsMeasured).ToList();
            var all = measured.Sum(n => n.Exclusive(kind).Total);
            foreach (var (place, node) in measured.OrderByDescending(n => n.Exclusive(kind).Total).Take(Top).Index())
            {
                var profile = node.Exclusive(kind);
                table.AddRow(
                    place == 0 ? title : "",
                    Markup.Escape(Names.Short(node)),
                    Units.Of(kind, profile.Total),
                    Units.Percent(all > 0 ? profile.Total / all : 0),
                    Units.Of(kind, profile.Mean),
                    Units.Count(node.Calls));
            }
        }
        console.Write(table);
        var cpu = graph.Nodes.Select(n => n.Exclusive(ResourceKind.CpuTime)).Where(p => p.IsMeasured).Sum(p => p.Total);
        console.MarkupLine("[grey]What functions use themselves, without the shadowed functions that they call. Totals are means of measured calls times exact counts.[/]");
        console.MarkupLine(
            $"[grey]Check: all functions together {Units.Time(cpu)} of CPU time, the process {Units.Time(Environment.CpuUsage.TotalTime)}. Calls that take well under a microsecond are read too high.[/]");
    }

    private static string Value(ResourceProfile profile) => $"{(profile.IsPartial ? "~" : "")}{Units.Of(profile.Kind, profile.Mean)}";
}
