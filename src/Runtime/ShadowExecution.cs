using System.ComponentModel;
using ShadowGen.Branches;
using ShadowGen.Counters;
using ShadowGen.Prediction;

namespace ShadowGen;

/// <summary>
/// A call that was made in the model only: what it would need, and what it would call. <c>Shadows.Type.Method(args)</c> gives one; nothing of the method runs, and of the arguments only
/// lengths, counts, numbers and flags are read.
/// </summary>
/// <remarks>It belongs to the model as it was when the call was made, and does not change. No member takes a lock or allocates.</remarks>
public readonly struct ShadowExecution
{
    private readonly ShadowSnapshot? _snapshot;
    private readonly int _node;
    private readonly int _count;
    private readonly ArgumentValues _arguments;

    private ShadowExecution(ulong id, ReadOnlySpan<long> arguments)
    {
        _snapshot = ShadowExecutionEngine.Snapshot;
        if (!_snapshot.Graph.Structure.ById.TryGetValue(id, out _node)) _snapshot = null;
        _count = arguments.Length;
        arguments.CopyTo(_arguments);
    }

    /// <summary>The function that would be called; empty for one that the model does not know yet: nothing of its file, nor of a caller's, has run.</summary>
    public CallGraphNode Node => _snapshot is null ? default : new(_snapshot.Graph, _node);

    /// <summary>What the whole call is expected to use, from its beginning to its end, with all that it calls. Computed at each reading.</summary>
    public ResourcePrediction Needs => _snapshot is null
        ? ResourcePrediction.NotMeasured
        : _snapshot.Laws.Refine(_node, ((ReadOnlySpan<long>)_arguments)[.._count], _snapshot.WholeNeeds(_node));

    /// <summary>The functions that the call is likely to lead to, most probable first.</summary>
    /// <param name="maximum">0 to <see cref="ShadowGen.FutureNodes.MaximumCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is below 0 or above <see cref="ShadowGen.FutureNodes.MaximumCount"/>.</exception>
    /// <remarks>Where <see cref="DependsOnArguments"/>, the first step is of calls with such arguments.</remarks>
    public FutureNodes FutureNodes(int maximum = ShadowGen.FutureNodes.MaximumCount) => new(Node, maximum, Branch);

    /// <summary>Whether the arguments have proven to tell which functions a call calls: a flag, an enum value, an empty collection, an order of magnitude decides the branch.</summary>
    public bool DependsOnArguments => Branch is not null;

    /// <summary>Probability that the call itself calls no shadowed function; NaN where no measured call told, as of a function without arguments that tell.</summary>
    public double CallsNothing => Runs is { } runs ? 1 - runs.Any : double.NaN;

    /// <summary>
    /// The functions that the call itself is likely to call, most probable first: by its arguments where <see cref="DependsOnArguments"/>, else as measured calls with any arguments did, else, where
    /// none told, by exact counts, whose probability is then the number of calls, and 1 at most.
    /// </summary>
    /// <param name="destination">Takes as many as it has room for.</param>
    /// <returns>How many were written; 0 when nothing is known.</returns>
    public int Callees(Span<ExpectedCallee> destination)
    {
        var (runs, count) = (Runs, 0);
        foreach (var edge in Node.Children)
        {
            var callee = CalleeOf(edge, runs);
            if (!(callee.Probability > 0)) continue;
            var place = count < destination.Length ? count++ : count;
            while (place > 0 && destination[place - 1].Probability < callee.Probability)
            {
                if (place < destination.Length) destination[place] = destination[place - 1];
                place--;
            }
            if (place < destination.Length) destination[place] = callee;
        }
        return count;
    }

    // What calls with these arguments call; null where arguments do not tell.
    private BranchRow? Branch => _snapshot?.Branches.Find(_node, ((ReadOnlySpan<long>)_arguments)[.._count]);

    private BranchRow? Runs => Branch ?? _snapshot?.Branches[_node]?.All;

    private static ExpectedCallee CalleeOf(CallGraphEdge edge, BranchRow? runs)
    {
        if (runs is null) return new(edge, Math.Min(1, edge.CallsPerParent), edge.CallsPerParent);
        var place = runs.Callees.IndexOf(edge.Callee.Index);
        if (place < 0) return default;
        var (called, calls) = runs.At(place);
        return new(edge, called, calls);
    }

    /// <summary>The function's name and what it is expected to need, for people.</summary>
    public override string ToString() => Node.IsEmpty ? "not known" : $"{Node.Name}: CPU {Needs.CpuTime} ns, {Needs.AllocatedBytes} B";

    /// <summary>Called by emitted code only. Never throws.</summary>
    /// <param name="id">The function's.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ShadowExecution Of(ulong id) => new(id, []);

    /// <inheritdoc cref="Of(ulong)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ShadowExecution Of(ulong id, long first) => new(id, [first]);

    /// <inheritdoc cref="Of(ulong)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ShadowExecution Of(ulong id, long first, long second) => new(id, [first, second]);

    /// <inheritdoc cref="Of(ulong)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ShadowExecution Of(ulong id, long first, long second, long third) => new(id, [first, second, third]);

    /// <inheritdoc cref="Of(ulong)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ShadowExecution Of(ulong id, long first, long second, long third, long fourth) => new(id, [first, second, third, fourth]);
}
