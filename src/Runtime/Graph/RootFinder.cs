namespace ShadowGen.Graph;

/// <summary>Finds the nodes from which every counted edge is reached.</summary>
internal static class RootFinder
{
    public static int[] Find(GraphStructure structure, ReadOnlySpan<long> edgeCalls)
    {
        var roots = new List<int>();
        var isReached = new bool[structure.NodeCount];
        var pending = new Stack<int>();
        for (var node = 0; node < structure.NodeCount; node++)
        {
            if (MakesCalls(structure, edgeCalls, node) && !IsCalledByAnother(structure, edgeCalls, node)) AddRoot(node, edgeCalls);
        }
        for (var node = 0; node < structure.NodeCount; node++)
        {
            if (!isReached[node] && MakesCalls(structure, edgeCalls, node)) AddRoot(node, edgeCalls);
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

    private static bool MakesCalls(GraphStructure structure, ReadOnlySpan<long> edgeCalls, int node)
    {
        for (var edge = structure.ChildStart[node]; edge < structure.ChildStart[node + 1]; edge++)
        {
            if (edgeCalls[edge] > 0) return true;
        }
        return false;
    }

    private static bool IsCalledByAnother(GraphStructure structure, ReadOnlySpan<long> edgeCalls, int node)
    {
        for (var i = structure.ParentStart[node]; i < structure.ParentStart[node + 1]; i++)
        {
            var edge = structure.ParentEdges[i];
            if (edgeCalls[edge] > 0 && structure.Caller[edge] != node) return true;
        }
        return false;
    }
}
