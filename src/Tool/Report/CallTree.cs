using ShadowGen.Tool.Models;

namespace ShadowGen.Tool.Report;

/// <summary>A line of the call tree.</summary>
/// <param name="Depth">0 for a root.</param>
/// <param name="Name">The method.</param>
/// <param name="Id">Its documentation id.</param>
/// <param name="Note">Why what it calls is not below it: <c>recursive</c> or <c>above</c>; empty when it is.</param>
/// <param name="Calls">On this edge.</param>
/// <param name="Probability">That the caller's next call is this one; null for a root.</param>
/// <param name="Cpu">CPU time of a call in nanoseconds, with all that it calls.</param>
/// <param name="Elapsed">Elapsed time of a call in nanoseconds.</param>
/// <param name="Allocated">Bytes.</param>
internal sealed record TreeLine(int Depth, string Name, string Id, string Note, long Calls, double? Probability, double Cpu, double Elapsed, double Allocated);

/// <summary>The graph as a tree from its roots: what was shown before, or calls itself, is not followed again.</summary>
internal static class CallTree
{
    public static IReadOnlyList<TreeLine> Of(CallGraph graph, int depth)
    {
        var lines = new List<TreeLine>();
        var shown = new HashSet<CallGraphNode>();
        foreach (var root in graph.Roots.OrderByDescending(CallsMade).ThenBy(node => node.DocumentationId, StringComparer.Ordinal))
            Add(lines, shown, [], root, null, depth);
        return lines;
    }

    private static void Add(List<TreeLine> lines, HashSet<CallGraphNode> shown, List<CallGraphNode> path, CallGraphNode node, CallGraphEdge? edge, int depth)
    {
        var calls = node.Children.Where(child => child.Calls > 0).ToList();
        var note = path.Contains(node) ? "recursive" : calls.Count > 0 && !shown.Add(node) ? "above" : "";
        lines.Add(new(
            path.Count, ShortName.Of(node), node.DocumentationId, note, edge?.Calls ?? node.Calls, edge?.Probability,
            node.Inclusive(ResourceKind.CpuTime).Mean, node.Inclusive(ResourceKind.ElapsedTime).Mean, node.Inclusive(ResourceKind.AllocatedBytes).Mean));
        if (note.Length > 0 || path.Count + 1 >= depth) return;
        path.Add(node);
        foreach (var call in calls.OrderByDescending(call => call.Calls).ThenBy(call => call.Callee.DocumentationId, StringComparer.Ordinal)) Add(lines, shown, path, call.Callee, call, depth);
        path.RemoveAt(path.Count - 1);
    }

    private static long CallsMade(CallGraphNode node) => node.Children.Sum(child => child.Calls);
}
