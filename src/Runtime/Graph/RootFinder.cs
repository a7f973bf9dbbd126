namespace ShadowGen.Graph;

/// <summary>
/// Finds the nodes from which every counted edge is reached: those that were called from outside, and those that make calls and were called by nobody.
/// </summary>
internal static class RootFinder
{
    /// <summary>The place of the caller "outside" in a graph that has none.</summary>
    private const int None = -1;

    public static int[] Find(GraphStructure structure, ReadOnlySpan<long> edgeCalls)
    {
        var outside = structure.ById.TryGetValue(0, out var node0) ? node0 : None;
        var roots = new List<int>();
        var isReached = new bool[structure.NodeCount];
        var pending = new Stack<int>();
        for (var node = 0; node < structure.NodeCount; node++)
        {
            if (IsRoot(structure, edgeCalls, node, outside)) AddRoot(node, edgeCalls);
        }
        for (var node = 0; node < structure.NodeCount; node++)
        {
            if (!isReached[node] && node != outside && MakesCalls(structure, edgeCalls, node)) AddRoot(node, edgeCalls);
        }
        return [.. roots];

        void AddRoot(int root, ReadOnlySpan<long> calls)
        {
            roots.Add(root);
            Reach(root);
            while (pending.TryPop(out var node))
            {
                for (var edge = structure.ChildStart[node]; edge < structure.ChildStart[node + 1]; edge++)
                {
                    if (calls[edge] > 0) Reach(structure.Callee[edge]);
                }
            }
        }

        void Reach(int node)
        {
            if (isReached[node]) return;
            isReached[node] = true;
            pending.Push(node);
        }
    }

    private static bool IsRoot(GraphStructure structure, ReadOnlySpan<long> edgeCalls, int node, int outside)
    {
        var isCalled = false;
        for (var i = structure.ParentStart[node]; i < structure.ParentStart[node + 1]; i++)
        {
            var edge = structure.ParentEdges[i];
            if (edgeCalls[edge] == 0 || structure.Caller[edge] == node) continue;
            if (structure.Caller[edge] == outside) return true;
            isCalled = true;
        }
        return !isCalled && node != outside && MakesCalls(structure, edgeCalls, node);
    }

    private static bool MakesCalls(GraphStructure structure, ReadOnlySpan<long> edgeCalls, int node)
    {
        for (var edge = structure.ChildStart[node]; edge < structure.ChildStart[node + 1]; edge++)
        {
            if (edgeCalls[edge] > 0) return true;
        }
        return false;
    }
}
