namespace ShadowGen;

/// <summary>That one function calls another, in a <see cref="CallGraph"/>: a view of the graph it came from, which never changes. No member allocates.</summary>
/// <remarks>Two edges are equal when they join the same functions, also in different graphs.</remarks>
public readonly struct CallGraphEdge : IEquatable<CallGraphEdge>
{
    private readonly CallGraph? _graph;

    internal CallGraphEdge(CallGraph graph, int index)
    {
        _graph = graph;
        Index = index;
    }

    internal int Index { get; }

    /// <summary>True for <c>default</c>: no edge was found.</summary>
    public bool IsEmpty => _graph is null;

    /// <summary>The function that calls.</summary>
    public CallGraphNode Caller => _graph is null ? default : new(_graph, _graph.Structure.Caller[Index]);

    /// <summary>The function that is called.</summary>
    public CallGraphNode Callee => _graph is null ? default : new(_graph, _graph.Structure.Callee[Index]);

    /// <summary>Calls counted, exactly.</summary>
    public long Calls => _graph is null ? 0 : _graph.Counts.EdgeCalls[Index];

    /// <summary>
    /// The posterior probability that the next call that <see cref="Caller"/> makes is this one: a Dirichlet prior (Jeffreys: one half for each known edge) plus
    /// exponentially forgotten counts. Over one caller's edges these sum to 1.
    /// </summary>
    public double Probability => _graph is null ? 0 : _graph.Counts.EdgeProbability[Index];

    /// <summary>Calls on this edge per counted call of <see cref="Caller"/>; above 1 for loops; NaN when no call of the caller was counted.</summary>
    public double CallsPerParent => Caller.Calls is > 0 and var calls ? (double)Calls / calls : double.NaN;

    /// <summary>How many loops surround the innermost call site; 0 for none.</summary>
    public int LoopDepth => _graph is null ? 0 : _graph.Structure.LoopDepth[Index];

    /// <summary>Where the calls are written.</summary>
    public ReadOnlySpan<SourceLocation> CallSites => _graph is null ? default : _graph.Structure.CallSites[Index];

    /// <inheritdoc/>
    public bool Equals(CallGraphEdge other) => IsEmpty == other.IsEmpty && Caller == other.Caller && Callee == other.Callee;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CallGraphEdge other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Caller.Id, Callee.Id);

    /// <summary>The same two functions.</summary>
    public static bool operator ==(CallGraphEdge left, CallGraphEdge right) => left.Equals(right);

    /// <summary>Not the same two functions.</summary>
    public static bool operator !=(CallGraphEdge left, CallGraphEdge right) => !left.Equals(right);

    /// <summary>Both names.</summary>
    public override string ToString() => $"{Caller} -> {Callee}";
}
