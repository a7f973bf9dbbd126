using ShadowGen.Tool.Models;
using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Convert;

/// <summary>What a path of calls used itself, all its calls together.</summary>
/// <param name="Path">Names, the root first.</param>
/// <param name="Calls">Calls of the last one by this path.</param>
/// <param name="Elapsed">Nanoseconds without callees.</param>
/// <param name="Cpu">Nanoseconds without callees.</param>
/// <param name="Allocated">Bytes without callees.</param>
internal sealed record WeightedStack(string[] Path, double Calls, double Elapsed, double Cpu, double Allocated)
{
    /// <summary>Deeper paths end there: as deep as viewers draw.</summary>
    private const int MaxDepth = 128;

    private const int MaxStacks = 50_000;

    private const double LeastShare = 1e-7;

    /// <summary>A trace tells its paths.</summary>
    public static List<WeightedStack> Of(Trace trace)
    {
        var sums = new Dictionary<string, (string[] Path, double[] Values)>();
        foreach (var calls in trace.Sequences)
        {
            var paths = new string[calls.Length][];
            var own = Array.ConvertAll(calls, call => new[] { 1.0, call.Duration * 1000, call.Cpu * 1000, call.Allocated });
            for (var i = 0; i < calls.Length; i++)
            {
                var parent = calls[i].Parent < 0 ? [] : paths[calls[i].Parent];
                paths[i] = parent.Length >= MaxDepth ? parent : [.. parent, trace.NameOf(calls[i].Operation)];
                if (calls[i].Parent >= 0) for (var kind = 1; kind < 4; kind++) own[calls[i].Parent][kind] -= Known(kind == 1 ? calls[i].Duration * 1000 : kind == 2 ? calls[i].Cpu * 1000 : calls[i].Allocated);
            }
            for (var i = 0; i < calls.Length; i++)
            {
                var key = string.Join('\n', paths[i]);
                if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = (paths[i], new double[4]));
                // What callees took at once can be more than their caller lasted.
                for (var kind = 0; kind < 4; kind++) sum.Values[kind] += Math.Max(0, Known(own[i][kind]));
            }
        }
        return [.. sums.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new WeightedStack(pair.Value.Path, pair.Value.Values[0], pair.Value.Values[1], pair.Value.Values[2], pair.Value.Values[3]))];
    }

    /// <summary>
    /// A model knows edges, not paths: what a method used is shared among the paths to it by how often each was gone, as if a call did not depend on who called its caller (as gprof does: Graham, Kessler,
    /// McKusick 1982). Recursion is cut; each method's sum stays what was measured.
    /// </summary>
    public static List<WeightedStack> Of(CallGraph graph)
    {
        var paths = new List<(CallGraphNode[] Path, double Share)>();
        var waiting = new Stack<(CallGraphNode[] Path, double Share)>(graph.Roots.OrderByDescending(node => node.DocumentationId, StringComparer.Ordinal).Select(node => (new[] { node }, 1.0)));
        while (paths.Count < MaxStacks && waiting.TryPop(out var next))
        {
            paths.Add(next);
            if (next.Path.Length >= MaxDepth) continue;
            foreach (var edge in next.Path[^1].Children.Where(edge => edge.Calls > 0 && !next.Path.Contains(edge.Callee)))
            {
                var share = next.Share * edge.Calls / Math.Max(1, edge.Callee.Calls);
                if (share > LeastShare) waiting.Push(([.. next.Path, edge.Callee], share));
            }
        }
        var reached = paths.GroupBy(path => path.Path[^1]).ToDictionary(group => group.Key, group => group.Sum(path => path.Share));
        return [.. paths.Select(path => Share(path.Path, path.Share / reached[path.Path[^1]])).Where(stack => stack.Calls + stack.Elapsed + stack.Cpu + stack.Allocated > 0)];
    }

    private static WeightedStack Share(CallGraphNode[] path, double share)
    {
        var node = path[^1];
        return new(
            Array.ConvertAll(path, NameOf), node.Calls * share, Known(node.Exclusive(ResourceKind.ElapsedTime).Total) * share, Known(node.Exclusive(ResourceKind.CpuTime).Total) * share,
            Known(node.Exclusive(ResourceKind.AllocatedBytes).Total) * share);
    }

    private static string NameOf(CallGraphNode node) => node.IsOutside || node.IsFlow ? ShortName.Of(node) : node.Name;

    private static double Known(double value) => double.IsFinite(value) ? value : 0;
}
