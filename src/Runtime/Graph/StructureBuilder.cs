namespace ShadowGen.Graph;

/// <summary>Arranges functions and edges into rows. Edges of one caller keep the order in which they became known.</summary>
internal static class StructureBuilder
{
    public static GraphStructure Empty { get; } = Build([], [], [], [], [], out _);

    /// <param name="functions">By node.</param>
    /// <param name="edges">By logical edge.</param>
    /// <param name="slotEdge">Logical edge by slot, or -1.</param>
    /// <param name="skipped">Call sites that stay plain calls.</param>
    /// <param name="leftOut">Call sites that stay plain calls by choice.</param>
    /// <param name="edgeAt">The logical edge at each place of the built rows.</param>
    public static GraphStructure Build(
        IReadOnlyList<FunctionInfo> functions, IReadOnlyList<LogicalEdge> edges, ReadOnlySpan<int> slotEdge,
        IEnumerable<SkippedCallSite> skipped, IEnumerable<LeftOutCallSites> leftOut, out int[] edgeAt)
    {
        var childStart = Rows(edges, functions.Count, static edge => edge.Caller, out edgeAt);
        var placeOf = new int[edges.Count];
        for (var place = 0; place < edgeAt.Length; place++) placeOf[edgeAt[place]] = place;
        var arranged = Array.ConvertAll(edgeAt, edge => edges[edge]);
        var parentStart = Rows(arranged, functions.Count, static edge => edge.Callee, out var parentEdges);
        var slots = slotEdge.ToArray();
        for (var slot = 0; slot < slots.Length; slot++) if (slots[slot] >= 0) slots[slot] = placeOf[slots[slot]];
        var infos = functions.ToArray();
        return new()
        {
            Functions = infos,
            ChildStart = childStart,
            Caller = Array.ConvertAll(arranged, static edge => edge.Caller),
            Callee = Array.ConvertAll(arranged, static edge => edge.Callee),
            LoopDepth = Array.ConvertAll(arranged, static edge => edge.LoopDepth),
            CallSites = Array.ConvertAll(arranged, static edge => edge.CallSites.ToArray()),
            ParentStart = parentStart,
            ParentEdges = parentEdges,
            SlotEdge = slots,
            ById = Index(infos, static info => info.Id.Value),
            ByDocumentationId = Index(infos, static info => info.DocumentationId),
            ByName = SortByName(infos),
            Skipped = [.. skipped],
            LeftOut = [.. leftOut],
        };
    }

    // A counting sort, which is stable.
    private static int[] Rows(IReadOnlyList<LogicalEdge> edges, int rows, Func<LogicalEdge, int> row, out int[] order)
    {
        var start = new int[rows + 1];
        foreach (var edge in edges) start[row(edge) + 1]++;
        for (var i = 0; i < rows; i++) start[i + 1] += start[i];
        order = new int[edges.Count];
        var next = start.AsSpan(0, rows).ToArray();
        for (var i = 0; i < edges.Count; i++) order[next[row(edges[i])]++] = i;
        return start;
    }

    private static Dictionary<TKey, int> Index<TKey>(FunctionInfo[] infos, Func<FunctionInfo, TKey> key)
        where TKey : notnull
    {
        var index = new Dictionary<TKey, int>(infos.Length);
        for (var i = 0; i < infos.Length; i++) index.TryAdd(key(infos[i]), i);
        return index;
    }

    private static int[] SortByName(FunctionInfo[] infos)
    {
        var order = new int[infos.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => string.CompareOrdinal(infos[a].Name, infos[b].Name) is not 0 and var c ? c : a - b);
        return order;
    }
}
