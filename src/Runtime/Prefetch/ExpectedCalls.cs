using ShadowGen.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Prefetch;

/// <summary>Which calls a run is expected to make, and in which order for the first time: that of earlier runs' starts, then the others by how often earlier runs made them.</summary>
internal static class ExpectedCalls
{
    /// <param name="total">What earlier runs have learned.</param>
    /// <param name="graph">Of this process.</param>
    /// <returns>Edges of the graph, by index; each once.</returns>
    public static List<int> Of(ModelSource total, GraphModel graph)
    {
        var edges = new Dictionary<EdgeKey, int>();
        for (var edge = 0; edge < graph.Edges.Length; edge++)
            edges[new(graph.Functions[graph.Edges[edge].Caller].Id.Value, graph.Functions[graph.Edges[edge].Callee].Id.Value)] = edge;

        var expected = new List<int>();
        foreach (var window in InOrder(total))
        {
            // A window names its edges in the order of their first calls.
            foreach (var (caller, callee) in window.Edges) Take(new(caller, callee));
        }
        var rest = new List<(long Calls, EdgeKey Key)>();
        foreach (var ((caller, callee), calls) in total.Edges) if (calls > 0) rest.Add((calls, new(caller, callee)));
        rest.Sort(static (a, b) => a.Calls != b.Calls ? b.Calls.CompareTo(a.Calls) : a.Key.CompareTo(b.Key));
        foreach (var (_, key) in rest) Take(key);
        return expected;

        void Take(EdgeKey key)
        {
            if (edges.Remove(key, out var edge)) expected.Add(edge);
        }
    }

    private static List<ModelWindow> InOrder(ModelSource total)
    {
        var starts = total.Windows.FindAll(static window => window.IsStart);
        starts.Sort(static (a, b) => a.Order.CompareTo(b.Order));
        return starts;
    }

    private readonly record struct EdgeKey(ulong Caller, ulong Callee) : IComparable<EdgeKey>
    {
        public int CompareTo(EdgeKey other) => Caller != other.Caller ? Caller.CompareTo(other.Caller) : Callee.CompareTo(other.Callee);
    }
}
