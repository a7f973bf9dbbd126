namespace ShadowGen.Generator.Frequency;

/// <summary>
/// Immediate dominators by the iteration of Cooper, Harvey and Kennedy (A Simple, Fast Dominance Algorithm, 2001), over a graph or over its reverse.
/// </summary>
internal sealed class Dominators
{
    private readonly int[] _immediate;
    private readonly int[] _position;

    private Dominators(int[] order, Func<int, IEnumerable<int>> predecessors, int count)
    {
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
            foreach (var node in order.Skip(1))
            {
                var found = -1;
                foreach (var predecessor in predecessors(node))
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

    public static Dominators Of(FlowGraph graph) =>
        new(ReversePostorder(graph.Count, 0, node => graph.Out(node).Select(static edge => edge.To)), node => graph.In(node).Select(static edge => edge.From), graph.Count);

    /// <summary>Post-dominators: one more node, <c>graph.Count</c>, stands for every way out.</summary>
    public static Dominators OfReverse(FlowGraph graph)
    {
        var exit = graph.Count;
        var ends = Enumerable.Range(0, graph.Count).Where(node => graph.Out(node).Count == 0).ToList();
        return new Dominators(
            ReversePostorder(graph.Count + 1, exit, node => node == exit ? ends : graph.In(node).Select(static edge => edge.From)),
            node => graph.Out(node).Count == 0 ? [exit] : graph.Out(node).Select(static edge => edge.To),
            graph.Count + 1);
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

    // Without recursion: a body may have thousands of blocks in a row.
    private static int[] ReversePostorder(int count, int start, Func<int, IEnumerable<int>> successors)
    {
        var postorder = new List<int>(count);
        var isSeen = new bool[count];
        var stack = new Stack<(int Node, IEnumerator<int> Left)>();
        isSeen[start] = true;
        stack.Push((start, successors(start).GetEnumerator()));
        while (stack.Count > 0)
        {
            var (node, rest) = stack.Peek();
            if (!rest.MoveNext())
            {
                postorder.Add(node);
                stack.Pop();
            }
            else if (!isSeen[rest.Current])
            {
                isSeen[rest.Current] = true;
                stack.Push((rest.Current, successors(rest.Current).GetEnumerator()));
            }
        }

        postorder.Reverse();
        return [.. postorder];
    }
}
