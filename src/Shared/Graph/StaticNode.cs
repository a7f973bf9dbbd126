namespace ShadowGen.Shared.Graph;

/// <summary>A member of the static call graph.</summary>
internal sealed class StaticNode(int index, string id, string docId, string assembly)
{
    /// <summary>Its place in the graph's list.</summary>
    public int Index { get; internal set; } = index;

    /// <summary>16 lower-case hex digits.</summary>
    public string Id => id;

    /// <summary>Documentation-comment id.</summary>
    public string DocId => docId;

    public string Assembly => assembly;

    /// <summary>Relative to the project; "" where it is declared elsewhere.</summary>
    public string File { get; internal set; } = "";

    /// <summary>1-based; 0 where it is declared elsewhere.</summary>
    public int Line { get; internal set; }

    public bool IsShadowed { get; internal set; }

    public bool IsService { get; internal set; }

    public bool IsVirtual { get; internal set; }

    public bool IsAsync { get; internal set; }

    public bool IsIterator { get; internal set; }

    public bool IsFlow { get; internal set; }

    /// <summary>Whether another assembly can call it without knowing it: it is one's own answer to a slot of that assembly, of a type that is instantiated.</summary>
    public bool IsCalledBack { get; internal set; }

    /// <summary>What runs of it have cost, as a diagram shows it beside the name; "" where nothing was measured.</summary>
    public string Measured { get; internal set; } = "";

    /// <summary>Whoever calls from where no source is seen.</summary>
    public bool IsOutside { get; internal set; }

    /// <summary>Estimated operations that one run executes itself.</summary>
    public double Cost { get; internal set; }

    /// <summary>Estimated runs, relative: those of all roots are 1 together.</summary>
    public double Frequency { get; internal set; }

    /// <summary>Share of all estimated operations that are its own: 0 to 1.</summary>
    public double Heat { get; internal set; }

    public IReadOnlyList<StaticEdge> Calls => Outgoing;

    public IReadOnlyList<StaticEdge> CalledBy => Incoming;

    internal List<StaticEdge> Outgoing { get; } = [];

    internal List<StaticEdge> Incoming { get; } = [];
}
