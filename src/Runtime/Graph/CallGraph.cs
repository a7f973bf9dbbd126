using ShadowGen.Graph;

namespace ShadowGen;

/// <summary>
/// The call graph as it was learned up to one moment: functions, who calls whom, how often, how likely, at what cost. Immutable: read it from any
/// thread, without locks; no read allocates.
/// </summary>
public sealed class CallGraph
{
    /// <summary>A graph of nothing.</summary>
    public static CallGraph Empty { get; } = new(StructureBuilder.Empty, GraphCounts.Empty, 0, default);

    internal CallGraph(GraphStructure structure, GraphCounts counts, long version, DateTimeOffset measuredAt)
    {
        Structure = structure;
        Counts = counts;
        Version = version;
        MeasuredAt = measuredAt;
    }

    internal GraphStructure Structure { get; }

    internal GraphCounts Counts { get; }

    /// <summary>By node, a law for each resource; null for a node whose costs have none. Set before the graph is published, never after.</summary>
    internal GrowthLaw[]?[] Growths { get; set; } = [];

    /// <summary>Every function that is shadowed or calls one that is, called or not.</summary>
    public CallGraphNodes Nodes => new(this, null, 0, Structure.NodeCount);

    /// <summary>Every (caller, callee) pair, called or not; by caller.</summary>
    public CallGraphEdges Edges => new(this, null, 0, Structure.EdgeCount);

    /// <summary>
    /// Where counted activity begins: functions that made counted calls and that no other function was counted to call. A cycle that nothing else
    /// leads into has one of its functions here, so that every counted call is reached from a root.
    /// </summary>
    public CallGraphNodes Roots => new(this, Counts.Roots, 0, Counts.Roots.Length);

    /// <summary>Grows by one with each publication that brought something new.</summary>
    public long Version { get; }

    /// <summary>Calls counted so far, over all edges. Exact when threads rest; never above the truth.</summary>
    public long TotalCalls => Counts.TotalCalls;

    /// <summary>When the newest of these figures was taken.</summary>
    public DateTimeOffset MeasuredAt { get; }

    /// <summary>Call sites that stay plain calls, with the reason: what this graph cannot see.</summary>
    public ReadOnlySpan<SkippedCallSite> SkippedCallSites => Structure.Skipped;

    /// <summary>Call sites that are plain by choice, one entry for each reason: methods too small to be worth a shim, calls that the project excludes.</summary>
    public ReadOnlySpan<LeftOutCallSites> LeftOutCallSites => Structure.LeftOut;

    /// <summary>Finds a function by id.</summary>
    /// <returns>The node; <see cref="CallGraphNode.IsEmpty"/> when there is none.</returns>
    public CallGraphNode Find(FunctionId id) => Structure.ById.TryGetValue(id.Value, out var index) ? new(this, index) : default;

    /// <summary>Finds a function by full name (<c>Ns.Type.Method</c>) or documentation id (<c>M:Ns.Type.Method(System.Int32)</c>). Of several overloads the most called.</summary>
    /// <returns>The node; <see cref="CallGraphNode.IsEmpty"/> when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public CallGraphNode Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Structure.ByDocumentationId.TryGetValue(name, out var index)) return new(this, index);
        var best = default(CallGraphNode);
        foreach (var node in FindAll(name))
        {
            if (best.IsEmpty || node.Calls > best.Calls) best = node;
        }
        return best;
    }

    /// <summary>Finds every overload that has a full name (<c>Ns.Type.Method</c>).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public CallGraphNodes FindAll(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (start, count) = Structure.FindName(name);
        return new(this, Structure.ByName, start, count);
    }
}
