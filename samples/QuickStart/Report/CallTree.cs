namespace ShadowGen.QuickStart.Report;

/// <summary>A line of the call graph written as a tree.</summary>
/// <param name="Guide">The branches before the name.</param>
/// <param name="Node">The function.</param>
/// <param name="Edge">How its parent calls it; empty for a root.</param>
/// <param name="Note">Why its callees are not below it, or empty.</param>
internal readonly record struct CallTreeRow(string Guide, CallGraphNode Node, CallGraphEdge Edge, string Note);

/// <summary>Unfolds a call graph: each function's callees once, where the walk meets it first; calls that were made only.</summary>
internal static class CallTree
{
    public const string Recursive = "(recursive)";
    public const string Above = "(above)";

    public static IReadOnlyList<CallTreeRow> Unfold(CallGraph graph)
    {
        var rows = new List<CallTreeRow>();
        var path = new HashSet<CallGraphNode>();
        var unfolded = new HashSet<CallGraphNode>();
        foreach (var root in graph.Roots.OrderBy(n => n.Name, StringComparer.Ordinal))
        {
            rows.Add(new("", root, default, ""));
            Unfold(root, "", rows, path, unfolded);
        }
        return rows;
    }

    private static void Unfold(CallGraphNode node, string indent, List<CallTreeRow> rows, HashSet<CallGraphNode> path, HashSet<CallGraphNode> unfolded)
    {
        path.Add(node);
        unfolded.Add(node);
        var made = node.Children.Where(e => e.Calls > 0).OrderByDescending(e => e.Probability).ThenBy(e => e.Callee.Name, StringComparer.Ordinal).ToList();
        for (var i = 0; i < made.Count; i++)
        {
            var callee = made[i].Callee;
            var isLast = i == made.Count - 1;
            var note = path.Contains(callee) ? Recursive : unfolded.Contains(callee) && callee.Children.Any(e => e.Calls > 0) ? Above : "";
            rows.Add(new($"{indent}{(isLast ? "└─ " : "├─ ")}", callee, made[i], note));
            if (!unfolded.Contains(callee)) Unfold(callee, $"{indent}{(isLast ? "   " : "│  ")}", rows, path, unfolded);
        }
        path.Remove(node);
    }
}
