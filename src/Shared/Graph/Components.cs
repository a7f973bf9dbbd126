namespace ShadowGen.Shared.Graph;

/// <summary>Strongly connected components (Tarjan 1972), without recursion: a chain of calls may be as long as the program.</summary>
internal static class Components
{
    /// <returns>The components; each after all that call into it.</returns>
    public static IReadOnlyList<List<StaticNode>> CallersFirst(IReadOnlyList<StaticNode> nodes)
    {
        var found = new List<List<StaticNode>>();
        var number = new int[nodes.Count];
        var low = new int[nodes.Count];
        var isOpen = new bool[nodes.Count];
        var open = new Stack<int>();
        var path = new Stack<(int Node, int Next)>();
        var count = 0;
        for (var start = 0; start < nodes.Count; start++)
        {
            if (number[start] != 0)
                continue;
            path.Push((start, 0));
            while (path.Count > 0)
            {
                var (node, next) = path.Pop();
                if (next == 0)
                {
                    number[node] = low[node] = ++count;
                    open.Push(node);
                    isOpen[node] = true;
                }

                if (next > 0 && nodes[node].Outgoing[next - 1].Callee.Index is var done && isOpen[done])
                    low[node] = Math.Min(low[node], low[done]);
                while (next < nodes[node].Outgoing.Count && number[nodes[node].Outgoing[next].Callee.Index] != 0)
                {
                    var callee = nodes[node].Outgoing[next++].Callee.Index;
                    if (isOpen[callee])
                        low[node] = Math.Min(low[node], number[callee]);
                }

                if (next < nodes[node].Outgoing.Count)
                {
                    path.Push((node, next + 1));
                    path.Push((nodes[node].Outgoing[next].Callee.Index, 0));
                }
                else if (low[node] == number[node])
                {
                    found.Add(Close(nodes, open, isOpen, node));
                }
            }
        }

        // Tarjan finds callees first.
        found.Reverse();
        return found;
    }

    private static List<StaticNode> Close(IReadOnlyList<StaticNode> nodes, Stack<int> open, bool[] isOpen, int head)
    {
        var component = new List<StaticNode>();
        int node;
        do
        {
            node = open.Pop();
            isOpen[node] = false;
            component.Add(nodes[node]);
        }
        while (node != head);
        return component;
    }
}
