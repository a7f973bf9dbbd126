using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>Methods that call one another in a circle; a component of one is a method that is in none, or calls itself.</summary>
internal sealed class StrongComponent
{
    /// <summary>In the graph's order: the first one names the component.</summary>
    public List<StaticNode> Members { get; } = [];
}

/// <summary>Tarjan's algorithm, with a stack of its own: call chains of generated code can be deeper than a thread's.</summary>
internal static class StrongComponents
{
    public static IReadOnlyList<StrongComponent> Of(StaticGraph graph)
    {
        var count = graph.Nodes.Count;
        var component = new StrongComponent[count];
        var order = new int[count];
        var low = new int[count];
        var next = 1;
        var open = new Stack<int>();
        var path = new Stack<(int Node, int Edge)>();
        for (var start = 0; start < count; start++)
        {
            if (order[start] != 0)
                continue;
            path.Push((start, 0));
            while (path.Count > 0)
            {
                var (node, edge) = path.Pop();
                if (edge == 0)
                {
                    order[node] = low[node] = next++;
                    open.Push(node);
                }

                var calls = graph.Nodes[node].Calls;
                if (edge > 0)
                    low[node] = Math.Min(low[node], Reached(calls[edge - 1].Callee.Index));
                while (edge < calls.Count && order[calls[edge].Callee.Index] != 0)
                    low[node] = Math.Min(low[node], Reached(calls[edge++].Callee.Index));
                if (edge < calls.Count)
                {
                    path.Push((node, edge + 1));
                    path.Push((calls[edge].Callee.Index, 0));
                    continue;
                }

                if (low[node] == order[node])
                    Close(node);
            }
        }

        foreach (var node in graph.Nodes)
            component[node.Index].Members.Add(node);
        return component;

        int Reached(int node) => component[node] is null ? low[node] : int.MaxValue;

        void Close(int root)
        {
            var closed = new StrongComponent();
            int member;
            do
            {
                member = open.Pop();
                component[member] = closed;
            }
            while (member != root);
        }
    }
}
