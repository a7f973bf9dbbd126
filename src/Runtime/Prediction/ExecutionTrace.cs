using System.Diagnostics.CodeAnalysis;
using ShadowGen.Branches;
using ShadowGen.Prediction;

namespace ShadowGen;

/// <summary>
/// Where one flow was at one moment: the path of counted calls from the outermost to the current one, and the calls made last. A copy by value:
/// it never changes, and reading it does not allocate.
/// </summary>
/// <remarks>It is some 250 bytes: pass it by <c>in</c>.</remarks>
public readonly struct ExecutionTrace
{
    private readonly TraceBuffer _buffer;
    private readonly CallGraph? _graph;
    private readonly BranchRow? _branch;

    /// <param name="graph">What the functions belong to.</param>
    /// <param name="buffer">Where the flow is; copied.</param>
    /// <param name="branch">What the current call calls by its arguments, where those are known and tell.</param>
    internal ExecutionTrace(CallGraph graph, in TraceBuffer buffer, BranchRow? branch = null)
    {
        _graph = graph;
        _buffer = buffer;
        _branch = branch;
    }

    /// <summary>The graph that the functions of this trace belong to.</summary>
    public CallGraph Graph => _graph ?? CallGraph.Empty;

    /// <summary>Counted calls that had begun and not ended. 0: outside of every shadowed call.</summary>
    public int Depth => Math.Max(0, _buffer.Depth);

    /// <summary>How many of them this trace holds: the innermost 32 at most.</summary>
    public int Count => _buffer.PathCount;

    /// <summary>True: the path is deeper than this trace holds, and the outermost functions are missing.</summary>
    public bool IsTruncated => Depth > Count;

    /// <summary>Identifies the logical activity (a request, a job) across threads; 0 outside of a flow.</summary>
    public long FlowId => _buffer.FlowId;

    /// <summary>The functions on the path: 0 is the outermost, <see cref="Count"/> - 1 the current one. Empty for one that the graph does not know yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is below 0, or <see cref="Count"/> or above.</exception>
    public CallGraphNode this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return EdgeOf(_buffer.Path[index]).Callee;
        }
    }

    /// <summary>The function that runs now; empty outside of every shadowed call.</summary>
    public CallGraphNode Current => Count == 0 ? default : this[Count - 1];

    /// <summary>The outermost function that this trace holds; empty outside of every shadowed call.</summary>
    public CallGraphNode Root => Count == 0 ? default : this[0];

    /// <summary>The call that the current function made last; empty when it has made none.</summary>
    public CallGraphEdge LastSibling => _buffer.LastSiblingSlot <= 0 ? default : EdgeOf((uint)_buffer.LastSiblingSlot);

    /// <summary>How many of the calls that were made last, ended or not, <see cref="Recent"/> can tell: 16 at most.</summary>
    public int RecentCount => _buffer.RecentSpan.Length;

    /// <summary>The calls that this thread made last.</summary>
    /// <param name="age">0 is the newest.</param>
    /// <returns>The call; empty where another flow took over the thread, or for a call that the graph does not know yet.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="age"/> is below 0, or <see cref="RecentCount"/> or above.</exception>
    public CallGraphEdge Recent(int age)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)age, (uint)RecentCount, nameof(age));
        return EdgeOf(_buffer.Recent[RecentCount - 1 - age]);
    }

    /// <summary>The functions that the current one may call, and those that they may call, most probable first, each once.</summary>
    /// <param name="maximum">How many at most: 0 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is below 0 or above 64.</exception>
    /// <remarks>While the current call is measured its arguments are known: where those have proven to tell, the first step is of calls with such arguments.</remarks>
    public FutureNodes FutureNodes(int maximum = ShadowGen.FutureNodes.MaximumCount) => new(Current, maximum, _branch);

    /// <summary>The path, outermost first, for people.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder(IsTruncated ? "… > " : "");
        for (var i = 0; i < Count; i++) text.Append(i == 0 ? "" : " > ").Append(this[i].IsEmpty ? "(unknown)" : this[i].Name);
        return text.ToString();
    }

    [UnscopedRef]
    internal ref readonly TraceBuffer Buffer => ref _buffer;

    private CallGraphEdge EdgeOf(uint slot)
    {
        var graph = Graph;
        var edge = graph.Structure.EdgeOfSlot(slot);
        return edge < 0 ? default : new(graph, edge);
    }
}
