namespace ShadowGen.Generator.Frequency;

/// <summary>
/// Immediate dominators by the iteration of Cooper, Harvey and Kennedy (A Simple, Fast Dominance Algorithm, 2001), over a graph or over its reverse.
/// </summary>
internal sealed class Dominators
{
    private readonly int[] _immediate;
    private readonly int[] _position;

    private Dominators(int[] order, int[][] predecessors)
    {
        var count = predecessors.Length;
        Order = order;
        _immediate = new int[count];
        _position = new int[count];
        for (var i = 0; i < count; i++)
            (_immediate[i], _position[i]) = (-1, -1);
        for (var i = 0; i < order.Length; i++)
            _position[order[i]] = i;
        _immediate[order[0]] = order[0];
        bool isChanged;
        do
        {
            isChanged = false;
            for (var i = 1; i < order.Length; i++)
            {
                var (node, found) = (order[i], -1);
                foreach (var predecessor in predecessors[node])
                {
                    if (_position[predecessor] >= 0 && _immediate[predecessor] >= 0)
                        found = found < 0 ? predecessor : Common(found, predecessor);
                }

                isChanged |= found != _immediate[node];
                _immediate[node] = found;
            }
        }
        while (isChanged);
    }

    /// <summary>The reachable nodes in reverse postorder: each after all its predecessors but those of back edges.</summary>
    public int[] Order { get; }

    public static Dominators Of(FlowGraph graph) => new(ReversePostorder(0, Successors(graph)), Predecessors(graph));

    /// <summary>Post-dominators: one more node, <c>graph.Count</c>, stands for every way out.</summary>
    public static Dominators OfReverse(FlowGraph graph)
    {
        var exit = graph.Count;
        var (ways, ends) = (Successors(graph), new List<int>());
        for (var node = 0; node < exit; node++)
        {
            if (ways[node].Length != 0)
                continue;
            ways[node] = [exit];
            ends.Add(node);
        }

        return new Dominators(ReversePostorder(exit, [.. Predecessors(graph), [.. ends]]), [.. ways, []]);
    }

    public bool IsReached(int node) => _position[node] >= 0;

    /// <summary>Its place in <see cref="Order"/>.</summary>
    public int PositionOf(int node) => _position[node];

    /// <summary>Whether every way to a node leads over another one; each dominates itself.</summary>
    public bool Dominates(int above, int node)
    {
        if (!IsReached(node) || !IsReached(above))
            return false;
        while (_position[node] > _position[above])
            node = _immediate[node];
        return node == above;
    }

    private int Common(int a, int b)
    {
        while (a != b)
        {
            while (_position[a] > _position[b])
                a = _immediate[a];
            while (_position[b] > _position[a])
                b = _immediate[b];
        }

        return a;
    }

    private static int[][] Successors(FlowGraph graph) => Neighbours(graph.Count, graph.Out, static edge => edge.To);

    private static int[][] Predecessors(FlowGraph graph) => Neighbours(graph.Count, graph.In, static edge => edge.From);

    private static int[][] Neighbours(int count, Func<int, List<FlowEdge>> edgesOf, Func<FlowEdge, int> endOf)
    {
        var nodes = new int[count][];
        for (var node = 0; node < count; node++)
        {
            var edges = edgesOf(node);
            nodes[node] = new int[edges.Count];
            for (var i = 0; i < edges.Count; i++)
                nodes[node][i] = endOf(edges[i]);
        }

        return nodes;
    }

    // Without recursion: a body may have thousands of blocks in a row.
    private static int[] ReversePostorder(int start, int[][] successors)
    {
        var postorder = new List<int>(successors.Length);
        var isSeen = new bool[successors.Length];
        var stack = new Stack<(int Node, int Next)>();
        isSeen[start] = true;
        stack.Push((start, 0));
        while (stack.Count > 0)
        {
            var (node, next) = stack.Pop();
            if (next == successors[node].Length)
            {
                postorder.Add(node);
                continue;
            }

            stack.Push((node, next + 1));
            var successor = successors[node][next];
            if (isSeen[successor])
                continue;
            isSeen[successor] = true;
            stack.Push((successor, 0));
        }

        postorder.Reverse();
        return [.. postorder];
    }
}
