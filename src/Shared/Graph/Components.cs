namespace ShadowGen.Shared.Graph;

/// <summary>Strongly connected components (Tarjan 1972), without recursion: a chain of calls may be as long as the program.</summary>
internal sealed class Components
{
    private readonly IReadOnlyList<StaticNode> _nodes;
    private readonly List<int>[] _callees;
    private readonly int[] _number;
    private readonly int[] _low;
    private readonly bool[] _isOpen;
    private readonly Stack<int> _open = new();
    private readonly List<List<StaticNode>> _found = [];
    private int _count;

    private Components(IReadOnlyList<StaticNode> nodes, HashSet<StaticEdge> cut)
    {
        _nodes = nodes;
        (_number, _low, _isOpen) = (new int[nodes.Count], new int[nodes.Count], new bool[nodes.Count]);
        var at = new Dictionary<StaticNode, int>();
        foreach (var node in nodes)
            at.Add(node, at.Count);
        _callees = [.. nodes.Select(node => node.Outgoing.Where(edge => at.ContainsKey(edge.Callee) && !cut.Contains(edge)).Select(edge => at[edge.Callee]).ToList())];
    }

    /// <param name="nodes">Calls between others are not seen.</param>
    /// <param name="cut">Calls that are not seen.</param>
    /// <returns>The components; each after all that call into it.</returns>
    public static IReadOnlyList<List<StaticNode>> CallersFirst(IReadOnlyList<StaticNode> nodes, HashSet<StaticEdge> cut)
    {
        var search = new Components(nodes, cut);
        for (var start = 0; start < nodes.Count; start++)
        {
            if (search._number[start] == 0)
                search.Walk(start);
        }

        // Tarjan finds callees first.
        search._found.Reverse();
        return search._found;
    }

    private void Walk(int start)
    {
        var path = new Stack<(int Node, int Next)>();
        path.Push((start, 0));
        while (path.Count > 0)
        {
            var (node, next) = path.Pop();
            if (next == 0)
                Open(node);
            else if (_callees[node][next - 1] is var done && _isOpen[done])
                _low[node] = Math.Min(_low[node], _low[done]);
            for (; next < _callees[node].Count && _number[_callees[node][next]] is > 0 and var number; next++)
            {
                if (_isOpen[_callees[node][next]])
                    _low[node] = Math.Min(_low[node], number);
            }

            if (next < _callees[node].Count)
            {
                path.Push((node, next + 1));
                path.Push((_callees[node][next], 0));
            }
            else if (_low[node] == _number[node])
            {
                Close(node);
            }
        }
    }

    private void Open(int node)
    {
        _number[node] = _low[node] = ++_count;
        _open.Push(node);
        _isOpen[node] = true;
    }

    private void Close(int head)
    {
        var component = new List<StaticNode>();
        int node;
        do
        {
            node = _open.Pop();
            _isOpen[node] = false;
            component.Add(_nodes[node]);
        }
        while (node != head);
        _found.Add(component);
    }
}
