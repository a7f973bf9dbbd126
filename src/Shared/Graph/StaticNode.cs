namespace ShadowGen.Shared.Graph;

/// <summary>A method of the static call graph, a service, a named flow, or whoever calls from outside.</summary>
internal sealed class StaticNode
{
    /// <summary>Position in <see cref="StaticGraph.Nodes"/>.</summary>
    public int Index { get; internal set; }

    /// <summary>16 lower-case hex digits, as in the skeleton.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>Documentation id; <c>flow:</c> and its name for a named flow; <c>outside</c> for callers that are not in the graph.</summary>
    public string DocId { get; internal set; } = "";

    /// <summary>The assembly that it is of; empty for flows and callers from outside.</summary>
    public string Assembly { get; internal set; } = "";

    /// <summary>Path as the skeleton has it; empty when another assembly declares it.</summary>
    public string File { get; internal set; } = "";

    /// <summary>1-based; 0 when it is not known.</summary>
    public int Line { get; internal set; }

    public bool IsShadowed { get; internal set; }

    public bool IsService { get; internal set; }

    public bool IsVirtual { get; internal set; }

    public bool IsAsync { get; internal set; }

    public bool IsIterator { get; internal set; }

    public bool IsFlow { get; internal set; }

    public bool IsOutside { get; internal set; }

    /// <summary>Estimated invocations, relative: the sum over roots is 1.</summary>
    public double Frequency { get; internal set; }

    /// <summary>Share, 0 to 1, of all estimated work.</summary>
    public double Heat { get; internal set; }

    /// <summary>In the order of callees.</summary>
    public IReadOnlyList<StaticEdge> Calls { get; internal set; } = [];

    /// <summary>In the order of callers.</summary>
    public IReadOnlyList<StaticEdge> CalledBy { get; internal set; } = [];
}
