namespace ShadowGen.Generator.Frequency;

/// <summary>The natural loops of a graph. A cycle that can be entered at two places (by <c>goto</c>) is none.</summary>
internal sealed class LoopNest
{
    private readonly Dominators _dominators;
    private readonly Dictionary<int, HashSet<int>> _bodies = [];
    private readonly List<int>?[] _headsOf;

    public LoopNest(FlowGraph graph, Dominators dominators)
    {
        _dominators = dominators;
        _headsOf = new List<int>?[graph.Count];
        foreach (var node in dominators.Order)
        {
            foreach (var edge in graph.Out(node))
            {
                if (IsBack(edge))
                    Collect(graph, edge);
            }
        }

        // Inner loops first: their heads come later in the order.
        Heads = [.. _bodies.Keys.OrderByDescending(dominators.PositionOf)];
        foreach (var head in Heads)
        {
            foreach (var node in _bodies[head])
                (_headsOf[node] ??= []).Add(head);
        }
    }

    /// <summary>Heads of loops, those of inner loops before those around them.</summary>
    public IReadOnlyList<int> Heads { get; }

    public bool IsBack(FlowEdge edge) => _dominators.Dominates(edge.To, edge.From);

    public bool IsHead(int node) => _bodies.ContainsKey(node);

    public bool Contains(int head, int node) => _bodies[head].Contains(node);

    /// <summary>Whether a loop is the innermost one around a node.</summary>
    public bool IsInnermost(int head, int node) => _headsOf[node]?[0] == head;

    /// <summary>How many loops a node stands in.</summary>
    public int DepthOf(int node) => _headsOf[node]?.Count ?? 0;

    /// <summary>The head of the innermost loop around a node that an edge leaves, or -1.</summary>
    public int LeftBy(FlowEdge edge)
    {
        foreach (var head in _headsOf[edge.From] ?? [])
        {
            if (!Contains(head, edge.To))
                return head;
        }

        return -1;
    }

    private void Collect(FlowGraph graph, FlowEdge back)
    {
        if (!_bodies.TryGetValue(back.To, out var body))
            _bodies.Add(back.To, body = [back.To]);
        var pending = new Stack<int>();
        if (body.Add(back.From))
            pending.Push(back.From);
        while (pending.Count > 0)
        {
            foreach (var edge in graph.In(pending.Pop()))
            {
                if (_dominators.IsReached(edge.From) && body.Add(edge.From))
                    pending.Push(edge.From);
            }
        }
    }
}
