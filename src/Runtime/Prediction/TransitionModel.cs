using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// Learns from windows of the flight recorder what functions do next: after they began, and after each of their calls. States and outcomes are named by nodes, whose
/// indices are for good, so that what was learned outlasts the arrangement of any one graph. Engine thread only.
/// </summary>
/// <remarks>
/// A recorder holds calls, not returns: a call of a function that is further down the path tells that those above it have returned. Two things cannot be told so. When a
/// function calls itself, directly or not, the innermost frame of it is taken for the caller. And the frames that are still on the path when a window ends have their last
/// outcome untold: returns are seen less often than they happen, the more so the longer a frame lasts. <see cref="SiblingFit"/> corrects that by exact counts.
/// </remarks>
internal sealed class TransitionModel
{
    /// <summary>Calls that wait for the next graph at most; further windows are learned by the last one.</summary>
    public const int MaxPending = 65_536;

    private const int MaxDepth = 64;
    private const int Unknown = -1;

    private readonly Frame[] _path = new Frame[MaxDepth];
    private uint[] _pending = new uint[4_096];
    private int _pendingCount;
    private int _depth;
    private GraphStructure _structure = CallGraph.Empty.Structure;
    private int[] _learned = [];

    public TransitionModel(int maxRows = TransitionRows.MaxLength) => Rows = new(maxRows);

    public TransitionRows Rows { get; }

    /// <summary>Windows wait to be learned from.</summary>
    public bool HasPending => _pendingCount > 0;

    /// <summary>Outcomes that were learned of a node; they may have been forgotten again.</summary>
    public int LearnedOf(int node) => node < _learned.Length ? _learned[node] : 0;

    public long MemoryBytes => Rows.MemoryBytes + ((_pending.Length + _learned.Length) * sizeof(int));

    /// <summary>Takes a window for <see cref="Learn(GraphStructure)"/>: the graph that knows its calls may come after it.</summary>
    public void Take(ReadOnlySpan<uint> window)
    {
        if (_pendingCount + window.Length + 1 > MaxPending) Learn(_structure);
        if (window.Length + 1 > MaxPending) window = window[^(MaxPending - 1)..];
        if (_pendingCount + window.Length + 1 > _pending.Length) Array.Resize(ref _pending, Math.Min(MaxPending, Math.Max(2 * _pending.Length, _pendingCount + window.Length + 1)));
        _pending[_pendingCount++] = NextCallModel.Marker;
        window.CopyTo(_pending.AsSpan(_pendingCount));
        _pendingCount += window.Length;
    }

    /// <summary>Learns from all windows that wait.</summary>
    public void Learn(GraphStructure structure)
    {
        _structure = structure;
        if (_learned.Length < structure.NodeCount) Array.Resize(ref _learned, Math.Max(structure.NodeCount, 2 * _learned.Length));
        _depth = 0;
        foreach (var slot in _pending.AsSpan(0, _pendingCount)) Enter(slot);
        _depth = 0;
        _pendingCount = 0;
    }

    /// <summary>Slots that are about to be handed out again mean nothing in what waits; what was learned is of nodes, and stays.</summary>
    public void Forget(int first, int count)
    {
        foreach (ref var slot in _pending.AsSpan(0, _pendingCount))
        {
            if (slot - (long)first is >= 0 and var offset && offset < count) slot = NextCallModel.Marker;
        }
    }

    private void Enter(uint slot)
    {
        var edge = slot >= NextCallModel.Marker ? -1 : _structure.EdgeOfSlot(slot);
        if (edge < 0)
        {
            _depth = 0; // another flow, or a call that no graph knows: who runs now is not known
            return;
        }
        var caller = _structure.Caller[edge];
        var outcome = _structure.Callee[edge] + 1;
        ReturnTo(caller);
        ref var frame = ref _path[_depth - 1];
        if (frame.Sibling != Unknown) Count(caller, frame.Sibling, outcome);
        frame.Sibling = outcome;
        // Who calls nothing is never returned to, and there is nothing to learn of it.
        if (CallsAny(outcome - 1)) Push(outcome - 1, 0);
    }

    // Code that is not shadowed calls from wherever it runs: it goes on top, and what is below may still go on.
    private void ReturnTo(int caller)
    {
        var at = _depth - 1;
        while (at >= 0 && _path[at].Node != caller) at--;
        if (at < 0 || IsOutside(caller))
        {
            Push(caller, Unknown);
            return;
        }
        for (; _depth - 1 > at; _depth--) Return(_path[_depth - 1]);
    }

    // An async function returns at its first suspension, and has not ended then.
    private void Return(in Frame frame)
    {
        if (frame.Sibling != Unknown && !_structure.Functions[frame.Node].IsAsync) Count(frame.Node, frame.Sibling, TransitionRow.Return);
    }

    private void Count(int node, int sibling, int outcome)
    {
        Rows.Count(TransitionRow.KeyOf(node, sibling), outcome);
        _learned[node]++;
    }

    private void Push(int node, int sibling)
    {
        if (_depth == MaxDepth)
        {
            _path.AsSpan(MaxDepth / 2).CopyTo(_path);
            _depth = MaxDepth / 2;
        }
        _path[_depth++] = new() { Node = node, Sibling = sibling };
    }

    private bool CallsAny(int node) => _structure.ChildStart[node + 1] > _structure.ChildStart[node];

    // Many stand behind it, and none of them returns to another.
    private bool IsOutside(int node) => _structure.Functions[node].Id.Value == 0;

    private struct Frame
    {
        public int Node;

        /// <summary>1 + the node called last; 0 for none yet; <see cref="Unknown"/> when its beginning was not seen, and no call since.</summary>
        public int Sibling;
    }
}
