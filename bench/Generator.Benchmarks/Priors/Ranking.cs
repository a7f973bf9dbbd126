using ShadowGen.CallTracer;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Generator.Benchmarks.Priors;

/// <summary>An order of one assembly's edges by how often each is expected to be called, from the same skeletons in three ways.</summary>
internal sealed class Ranking
{
    private readonly Dictionary<(string Caller, string Callee), double> _calls = [];

    private Ranking(StaticGraph graph, Func<StaticEdge, double> calls)
    {
        foreach (var edge in graph.Edges)
        {
            var key = (TraceMap.CallerOf(edge.Caller.DocId), edge.Callee.DocId);
            _calls[key] = _calls.GetValueOrDefault(key) + calls(edge);
        }
    }

    /// <summary>Static frequencies.</summary>
    public static Ranking Frequencies(IReadOnlyList<string> skeletons) => new(StaticGraph.Of(skeletons), static edge => edge.Calls);

    /// <summary>The same graph, where every member calls each of its callees once.</summary>
    public static Ranking Uniform(IReadOnlyList<string> skeletons)
    {
        var graph = StaticGraph.Of(skeletons);
        foreach (var edge in graph.Edges)
            edge.Frequency = 1;
        CallFrequencies.Solve(graph.Nodes);
        return new Ranking(graph, static edge => edge.Calls);
    }

    /// <summary>Loops around the call, within its caller.</summary>
    public static Ranking LoopDepth(IReadOnlyList<string> skeletons) => new(StaticGraph.Of(skeletons), static edge => edge.LoopDepth);

    public bool Has((string Caller, string Callee) edge) => _calls.ContainsKey(edge);

    /// <summary>0 for an edge that is not in the graph.</summary>
    public double Of((string Caller, string Callee) edge) => _calls.GetValueOrDefault(edge);

    /// <summary>The edges into methods that are called by their name, the hottest first; ties in the order of names.</summary>
    public IEnumerable<(string Caller, string Callee)> Hottest => _calls
        .Where(static edge => IsCalledByName(edge.Key.Callee))
        .OrderByDescending(static edge => edge.Value)
        .ThenBy(static edge => edge.Key.Caller, StringComparer.Ordinal).ThenBy(static edge => edge.Key.Callee, StringComparer.Ordinal)
        .Select(static edge => edge.Key);

    // Constructors, operators and accessors run code, and are no calls that a shim counts.
    private static bool IsCalledByName(string id) =>
        id.StartsWith("M:", StringComparison.Ordinal) && !id.Contains(".#c", StringComparison.Ordinal) && !id.Contains(".op_", StringComparison.Ordinal);
}
