namespace ShadowGen.Graph;

/// <summary>What a graph knows without counting: functions, edges in rows by caller (compressed sparse rows), and the ways to find them. Immutable.</summary>
internal sealed class GraphStructure
{
    public required FunctionInfo[] Functions { get; init; }

    /// <summary>Row n of edges is <c>ChildStart[n] .. ChildStart[n + 1]</c>.</summary>
    public required int[] ChildStart { get; init; }

    public required int[] Caller { get; init; }

    public required int[] Callee { get; init; }

    public required int[] LoopDepth { get; init; }

    public required SourceLocation[][] CallSites { get; init; }

    /// <summary>Column n, the edges into n, is <c>ParentEdges[ParentStart[n] .. ParentStart[n + 1]]</c>.</summary>
    public required int[] ParentStart { get; init; }

    public required int[] ParentEdges { get; init; }

    /// <summary>Edge by slot; -1 for a slot that is not in use.</summary>
    public required int[] SlotEdge { get; init; }

    public required Dictionary<ulong, int> ById { get; init; }

    public required Dictionary<string, int> ByDocumentationId { get; init; }

    /// <summary>Node indices ordered by name (ordinal), then by index: overloads are neighbours.</summary>
    public required int[] ByName { get; init; }

    public required SkippedCallSite[] Skipped { get; init; }

    public required LeftOutCallSites[] LeftOut { get; init; }

    public int NodeCount => Functions.Length;

    public int EdgeCount => Callee.Length;

    /// <summary>The edge of a slot, or -1.</summary>
    public int EdgeOfSlot(uint slot) => slot < (uint)SlotEdge.Length ? SlotEdge[slot] : -1;

    /// <summary>The range of <see cref="ByName"/> that has this name.</summary>
    public (int Start, int Count) FindName(ReadOnlySpan<char> name)
    {
        var start = LowerBound(name);
        var end = start;
        while (end < ByName.Length && name.SequenceEqual(Functions[ByName[end]].Name)) end++;
        return (start, end - start);
    }

    private int LowerBound(ReadOnlySpan<char> name)
    {
        var low = 0;
        var high = ByName.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Functions[ByName[middle]].Name.AsSpan().SequenceCompareTo(name) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

/// <summary>What is known of a function at compile time. Immutable.</summary>
internal sealed record FunctionInfo(FunctionId Id, string Name, string DocumentationId, string Assembly, string File, int Line, bool IsAsync, bool IsVirtual, bool IsShadowed, bool IsService = false)
{
    /// <summary>Argument features that its sampled calls tell, at most <see cref="Counters.ArgumentValues.Capacity"/>.</summary>
    public ArgumentFeature[] Features { get; init; } = [];

    /// <summary>What its code is like; null where it has none, or is declared elsewhere.</summary>
    public MethodFingerprint? Print { get; init; }
}
