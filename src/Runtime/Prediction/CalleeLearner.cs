using ShadowGen.Branches;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// Hands samples that tell arguments and callees to the learner of their function, and publishes what was learned. Samples are not weighted: given its arguments a call takes the branch that
/// it takes, however often such calls are measured. Engine thread only.
/// </summary>
internal sealed class CalleeLearner
{
    public const int DefaultMemoryBytes = 1 << 20;

    /// <summary>A function of which nothing was heard for so many samples may give way to a new one when memory is used up; to one that is known and grows, the least heard of gives way.</summary>
    private const long Idle = 16_384;

    private readonly int _memoryBytes;
    private readonly HashSet<int> _touched = [];
    private GraphModel? _graph;
    private GraphStructure _structure = CallGraph.Empty.Structure;
    private BranchLearner?[] _learners = [];
    private long[] _heard = [];
    private ArgumentBranches?[] _branches = [];
    private BranchTable _published = BranchTable.Empty;
    private long _samples;
    private long _bytes;
    private long _publishedBytes;

    /// <param name="memoryBytes">The most that learning and the published table hold together, but for what one function and one publication may take beyond.</param>
    public CalleeLearner(int memoryBytes = DefaultMemoryBytes) => _memoryBytes = memoryBytes;

    /// <summary>Bytes that learning holds, and the table published last.</summary>
    public long MemoryBytes => _bytes + _publishedBytes + (_learners.Length * (long)(8 + 8 + 8));

    /// <summary>Samples that were passed over for want of memory.</summary>
    public long Refused { get; private set; }

    private long Held => _bytes + _publishedBytes;

    public void Attach(GraphModel graph) => _graph = graph;

    public void Observe(in CallSample sample)
    {
        if ((sample.Flags & SampleFlags.HasCallees) == 0 || _graph is null || !_graph.TryGetEdge(sample.Slot, out _, out var node)) return;
        var features = _graph.FeaturesOf(node);
        if (features.Length == 0 || features.Length != sample.ArgumentCount) return;
        _samples++;
        if (LearnerOf(node, features) is not { } learner)
        {
            Refused++;
            return;
        }
        Span<CalleeRun> run = stackalloc CalleeRun[CalleeCounts.Capacity];
        var count = 0;
        for (var i = 0; i < sample.CalleeCount; i++)
        {
            var callee = sample.Callees[i];
            if (_graph.TryGetEdge(CalleeCounts.SlotOf(callee), out var caller, out var called) && caller == node) run[count++] = new(called, CalleeCounts.CallsOf(callee));
        }
        var before = learner.Bytes;
        learner.Learn(((ReadOnlySpan<long>)sample.Arguments)[..features.Length], run[..count]);
        _bytes += learner.Bytes - before;
        _heard[node] = _samples;
        _touched.Add(node);
        if (learner.Bytes > before && Held > _memoryBytes) DropIdle(1);
    }

    /// <summary>What was learned of the functions that these slots called is dropped: their code is gone.</summary>
    public void Forget(int firstSlot, int count)
    {
        for (var slot = firstSlot; slot < firstSlot + count; slot++)
        {
            if (_structure.EdgeOfSlot((uint)slot) is >= 0 and var edge) Drop(_structure.Callee[edge]);
        }
    }

    /// <summary>A table of what was learned so far; the last one when nothing was learned since.</summary>
    public BranchTable Publish(CallGraph graph)
    {
        _structure = graph.Structure;
        if (_touched.Count == 0) return _published;
        // Readers hold the array that was published last.
        Array.Resize(ref _branches, _learners.Length);
        _branches = [.. _branches];
        foreach (var node in _touched)
        {
            _publishedBytes -= _branches[node]?.Bytes ?? 0;
            _branches[node] = _learners[node]?.Publish();
            _publishedBytes += _branches[node]?.Bytes ?? 0;
        }
        _touched.Clear();
        return _published = new(_branches);
    }

    private BranchLearner? LearnerOf(int node, ArgumentFeature[] features)
    {
        if (node >= _learners.Length) Grow(_graph!.FunctionCount);
        var codes = 0;
        for (var i = 0; i < features.Length; i++) codes |= features[i].Kind == ArgumentKind.Code ? 1 << i : 0;
        var learner = _learners[node];
        if (learner is not null && learner.Features == features.Length && learner.Codes == codes) return learner;
        Drop(node);
        // A quarter is left for those that are known to grow into.
        if (Held > _memoryBytes / 4 * 3 && !DropIdle(Idle)) return null;
        learner = new(features.Length, codes);
        _bytes += learner.Bytes;
        return _learners[node] = learner;
    }

    // The one of which nothing was heard for longest, if that is so many samples.
    private bool DropIdle(long samples)
    {
        var oldest = -1;
        for (var node = 0; node < _learners.Length; node++)
        {
            if (_learners[node] is not null && (oldest < 0 || _heard[node] < _heard[oldest])) oldest = node;
        }
        if (oldest < 0 || _heard[oldest] > _samples - samples) return false;
        Drop(oldest);
        return true;
    }

    private void Drop(int node)
    {
        if (node >= _learners.Length || _learners[node] is not { } learner) return;
        _bytes -= learner.Bytes;
        _learners[node] = null;
        _touched.Add(node);
    }

    private void Grow(int nodes)
    {
        Array.Resize(ref _learners, nodes);
        Array.Resize(ref _heard, nodes);
    }
}
