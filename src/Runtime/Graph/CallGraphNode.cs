using ShadowGen.Graph;

namespace ShadowGen;

/// <summary>A function in a <see cref="CallGraph"/>: a view of the graph it came from, which never changes. No member allocates.</summary>
/// <remarks>Two nodes are equal when they are the same function, also of different graphs.</remarks>
public readonly struct CallGraphNode : IEquatable<CallGraphNode>
{
    private readonly CallGraph? _graph;

    internal CallGraphNode(CallGraph graph, int index)
    {
        _graph = graph;
        Index = index;
    }

    internal int Index { get; }

    internal CallGraph Graph => _graph ?? CallGraph.Empty;

    /// <summary>True for <c>default</c>: no function was found. Then names are empty, counts are 0 and nothing is measured.</summary>
    public bool IsEmpty => _graph is null;

    /// <summary>
    /// True: no function, but whatever called in from where no call site is seen: the framework, a container, reflection. Its children are where activity begins.
    /// </summary>
    public bool IsOutside => !IsEmpty && Id == default;

    /// <summary>True: no function, but a flow that <see cref="Shadow.BeginFlow(string)"/> opens.</summary>
    public bool IsFlow => DocumentationId.StartsWith(ShadowGen.Graph.DocumentationId.Flow, StringComparison.Ordinal);

    /// <summary>The id that stays the same across builds and processes.</summary>
    public FunctionId Id => Info?.Id ?? default;

    /// <summary>The full name without parameters: <c>Ns.Type.Method</c>.</summary>
    public string Name => Info?.Name ?? "";

    /// <summary>The documentation-comment id: <c>M:Ns.Type.Method(System.Int32)</c>.</summary>
    public string DocumentationId => Info?.DocumentationId ?? "";

    /// <summary>The simple name of the declaring assembly; empty when unknown.</summary>
    public string Assembly => Info?.Assembly ?? "";

    /// <summary>The declaring file, relative to its project; empty for a function of an assembly that was built without ShadowGen.</summary>
    public string File => Info?.File ?? "";

    /// <summary>The declaring line, 1-based; 0 when unknown.</summary>
    public int Line => Info?.Line ?? 0;

    /// <summary>True: returns a task, so that elapsed time lasts until the task completes.</summary>
    public bool IsAsync => Info?.IsAsync ?? false;

    /// <summary>True: a method of another assembly, whose calls <see cref="ShadowCallsAttribute"/> made visible; what it calls itself is not seen.</summary>
    public bool IsServiceCall => Info?.IsService ?? false;

    /// <summary>Calls counted into this function, exactly. 0 for one that only calls.</summary>
    public long Calls => _graph is null ? 0 : _graph.Counts.NodeCalls[Index];

    /// <summary>Its share of all calls that the process counted, 0 to 1. How likely a caller is to call it stands on the edge.</summary>
    public double Probability => _graph is { TotalCalls: > 0 } ? (double)Calls / _graph.TotalCalls : 0;

    /// <summary>
    /// Bytes received while this function was the innermost counted one, exactly.
    /// Null when not measured: nothing in the process counts bytes, or the function itself is not counted.
    /// </summary>
    public long? NetworkReceived => MeasuresNetwork ? _graph!.Counts.NetworkReceived[Index] : null;

    /// <summary>Bytes sent while this function was the innermost counted one, exactly; null when not measured, as <see cref="NetworkReceived"/>.</summary>
    public long? NetworkSent => MeasuresNetwork ? _graph!.Counts.NetworkSent[Index] : null;

    /// <summary>
    /// Bytes that calls of this service have read or received: contents as the call hands them over (a buffer, a body, a file), without protocol headers or encryption.
    /// Exact, of every call that succeeded and whose length is known. Null when not measured: no service call, or none whose length is known.
    /// </summary>
    public long? BytesRead => _graph?.Counts.Profiles[Index]?.ServiceRead;

    /// <summary>Bytes that calls of this service have written or sent; null when not measured, as <see cref="BytesRead"/>.</summary>
    public long? BytesWritten => _graph?.Counts.Profiles[Index]?.ServiceWritten;

    /// <summary>The edges to what it calls.</summary>
    public CallGraphEdges Children
    {
        get
        {
            if (_graph is null) return default;
            var starts = _graph.Structure.ChildStart;
            return new(_graph, null, starts[Index], starts[Index + 1] - starts[Index]);
        }
    }

    /// <summary>The edges from what calls it.</summary>
    public CallGraphEdges Parents
    {
        get
        {
            if (_graph is null) return default;
            var starts = _graph.Structure.ParentStart;
            return new(_graph, _graph.Structure.ParentEdges, starts[Index], starts[Index + 1] - starts[Index]);
        }
    }

    /// <summary>What a call uses, with everything that it calls.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a resource.</exception>
    public ResourceProfile Inclusive(ResourceKind kind)
    {
        ThrowIfUnknown(kind);
        return _graph?.Counts.Profiles[Index] is { } profiles ? new(kind, profiles.Inclusive((int)kind), Calls) : new(kind, ProfileValues.NotMeasured, Calls);
    }

    /// <summary>What a call uses itself, without the shadowed functions that it calls.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a resource.</exception>
    public ResourceProfile Exclusive(ResourceKind kind)
    {
        ThrowIfUnknown(kind);
        var values = _graph?.Counts.Profiles[Index] is { } profiles ? profiles.Exclusive((int)kind) : ProfileValues.NotMeasured;
        if (kind == ResourceKind.NetworkBytes && MeasuresNetwork) values.ExactTotal = _graph!.Counts.NetworkReceived[Index] + _graph.Counts.NetworkSent[Index];
        return new(kind, values, Calls);
    }

    /// <summary>How what a call uses, with everything that it calls, grows with the argument that tells it best; not known while no argument does.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a resource.</exception>
    public GrowthLaw Growth(ResourceKind kind)
    {
        ThrowIfUnknown(kind);
        var growths = Graph.Growths;
        return Index < growths.Length && growths[Index] is { } laws ? laws[(int)kind] : default;
    }

    /// <inheritdoc/>
    public bool Equals(CallGraphNode other) => IsEmpty == other.IsEmpty && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CallGraphNode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    /// <summary>The same function.</summary>
    public static bool operator ==(CallGraphNode left, CallGraphNode right) => left.Equals(right);

    /// <summary>Different functions.</summary>
    public static bool operator !=(CallGraphNode left, CallGraphNode right) => !left.Equals(right);

    /// <summary>The full name.</summary>
    public override string ToString() => Name;

    // A function that only calls is on no path: what it moves itself is booked with whoever is.
    // What a service moves may go past all that counts: only what was seen is known.
    private bool MeasuresNetwork => _graph is not null && _graph.Counts.MeasuresNetwork && Calls > 0
        && (!IsServiceCall || _graph.Counts.NetworkReceived[Index] + _graph.Counts.NetworkSent[Index] > 0);

    private FunctionInfo? Info => _graph?.Structure.Functions[Index];

    private static void ThrowIfUnknown(ResourceKind kind)
    {
        if ((uint)kind >= NodeProfiles.Kinds) throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a resource: use one of the values of ResourceKind.");
    }
}
