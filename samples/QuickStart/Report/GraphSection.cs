using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>The learned call graph: as a tree, and the functions that use most.</summary>
internal static class GraphSection
{
    private const int Top = 5;

    public static void WriteTree(IAnsiConsole console, CallGraph graph)
    {
        var table = Tables.Create("Call", "Calls", "p", "Elapsed mean", "p50", "p99", "CPU mean", "Allocated mean", "Network");
        foreach (var row in CallTree.Unfold(graph))
        {
            var node = row.Node;
            var elapsed = node.Inclusive(ResourceKind.ElapsedTime);
            var isCounted = node.Calls > 0;
            table.AddRow(
                $"[grey]{row.Guide}[/]{Markup.Escape(Names.Short(node))}[grey]{(row.Note.Length > 0 ? " " + row.Note : "")}[/]",
                row.Edge.IsEmpty ? "" : Units.Count(row.Edge.Calls),
                row.Edge.IsEmpty ? "" : $"[yellow]{Units.Probability(row.Edge.Probability)}[/]",
                isCounted ? Units.Time(elapsed.Mean) : "",
                isCounted ? Units.Time(elapsed.P50) : "",
                isCounted ? Units.Time(elapsed.P99) : "",
                isCounted ? Value(node.Inclusive(ResourceKind.CpuTime)) : "",
                isCounted ? Value(node.Inclusive(ResourceKind.AllocatedBytes)) : "",
                isCounted ? $"[grey]{Value(node.Inclusive(ResourceKind.NetworkBytes))}[/]" : "");
        }
        console.Write(table);
        console.MarkupLine("[grey]p: probability that the caller's next call is this one. Means are per call, with all that it calls. ~: of an async function, the part before its first suspension.[/]");
    }

    public static void WriteTop(IAnsiConsole console, CallGraph graph)
    {
        var table = Tables.Create("Most", "Function", "Total", "Share", "Per call", "Calls");
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
        console.MarkupLine("[grey]What functions use themselves, without the shadowed functions that they call. Totals are means of measured calls times exact counts.[/]");
    }

    private static string Value(ResourceProfile profile) => $"{(profile.IsPartial ? "~" : "")}{Units.Of(profile.Kind, profile.Mean)}";
}
