using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// The order in which needs are solved: strongly connected components, callees before callers (Tarjan 1972), and within a component by depth-first
/// post-order, so that only calls back into the component are met before their callee. Immutable; depends on the structure only.
/// </summary>
internal sealed class SolveOrder
{
    private SolveOrder(int[] nodeAt, int[] componentStart, bool[] isCyclic)
    {
        NodeAt = nodeAt;
        ComponentStart = componentStart;
        IsCyclic = isCyclic;
        PlaceOf = new int[nodeAt.Length];
        for (var place = 0; place < nodeAt.Length; place++) PlaceOf[nodeAt[place]] = place;
    }

    /// <summary>Node by place.</summary>
    public int[] NodeAt { get; }

    /// <summary>Place by node.</summary>
    public int[] PlaceOf { get; }

    /// <summary>Component c is the places <c>ComponentStart[c] .. ComponentStart[c + 1]</c>.</summary>
    public int[] ComponentStart { get; }

    /// <summary>By component: whether a function in it can come back to itself.</summary>
    public bool[] IsCyclic { get; }

    public static SolveOrder Of(ReadOnlySpan<int> rowStart, ReadOnlySpan<int> column)
    {
        var search = new Search(rowStart.Length - 1);
        for (var node = 0; node < rowStart.Length - 1; node++) search.From(node, rowStart, column);
        return search.ToOrder();
    }

    public static SolveOrder Of(GraphStructure structure) => Of(structure.ChildStart, structure.Callee);

    // Iterative: call graphs may be deeper than a stack.
    private sealed class Search(int nodes)
    {
        private readonly int[] _discovered = new int[nodes];
        private readonly int[] _low = new int[nodes];
        private readonly int[] _nextEdge = new int[nodes];
        private readonly int[] _finished = new int[nodes];
        private readonly bool[] _isOpen = new bool[nodes];
        private readonly Stack<int> _path = new();
        private readonly Stack<int> _open = new();
        private readonly List<int> _order = new(nodes);
        private readonly List<int> _starts = [0];
        private readonly List<bool> _cyclic = [];
        private int _discoveries;
        private int _finishes;

        public void From(int root, ReadOnlySpan<int> rowStart, ReadOnlySpan<int> column)
        {
            if (_discovered[root] != 0) return;
            Discover(root, rowStart);
            while (_path.TryPeek(out var node))
            {
                if (_nextEdge[node] < rowStart[node + 1])
                {
                    var callee = column[_nextEdge[node]++];
                    if (_discovered[callee] == 0) Discover(callee, rowStart);
                    else if (_isOpen[callee]) _low[node] = Math.Min(_low[node], _discovered[callee]);
                    continue;
                }
                _path.Pop();
                _finished[node] = _finishes++;
                if (_path.TryPeek(out var caller)) _low[caller] = Math.Min(_low[caller], _low[node]);
                if (_low[node] == _discovered[node]) Close(node, column[rowStart[node]..rowStart[node + 1]]);
            }
        }

        public SolveOrder ToOrder() => new([.. _order], [.. _starts], [.. _cyclic]);

        private void Discover(int node, ReadOnlySpan<int> rowStart)
        {
            _discovered[node] = _low[node] = ++_discoveries;
            _nextEdge[node] = rowStart[node];
            _isOpen[node] = true;
            _path.Push(node);
            _open.Push(node);
        }

        private void Close(int root, ReadOnlySpan<int> callees)
        {
            var start = _order.Count;
            int node;
            do
            {
                node = _open.Pop();
                _isOpen[node] = false;
                _order.Add(node);
            }
            while (node != root);
            _order.Sort(start, _order.Count - start, Comparer<int>.Create((a, b) => _finished[a] - _finished[b]));
            _starts.Add(_order.Count);
            _cyclic.Add(_order.Count - start > 1 || callees.Contains(root));
        }
    }
}
