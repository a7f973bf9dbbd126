using System.ComponentModel;
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
    public FutureNodes FutureNodes(int maximum = ShadowGen.FutureNodes.MaximumCount) => new(Node, maximum);

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
