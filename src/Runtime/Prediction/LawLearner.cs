using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Laws;

namespace ShadowGen.Prediction;

/// <summary>
/// Hands samples with arguments to the learner of their callee's law, and publishes what was learned. Samples are not weighted: given its arguments a call costs what it
/// costs, however often such calls are measured. Engine thread only.
/// </summary>
internal sealed class LawLearner
{
    /// <summary>Samples that wait until the graph that knows their slot is published; those beyond are passed over.</summary>
    private const int MostWaiting = 256;

    private readonly List<CallSample> _waiting = [];
    private readonly List<(int First, int Count)> _forgotten = [];
    private readonly List<int> _touched = [];
    private GraphStructure _structure = CallGraph.Empty.Structure;
    private ArgumentLawLearner?[] _learners = [];
    private bool[] _isTouched = [];
    private ArgumentLaw?[] _laws = [];
    private GrowthLaw[]?[] _growths = [];
    private LawTable _published = LawTable.Empty;

    /// <summary>Bytes that learning holds, as of the last publication.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>What a model keeps of it.</summary>
    public ArgumentSums Sums { get; } = new();

    /// <summary>Takes in what earlier runs have learned of a function. It is no measured call: <see cref="Sums"/> stays as it is.</summary>
    /// <param name="node">Its index.</param>
    /// <param name="features">Its features.</param>
    /// <param name="arguments">As many.</param>
    /// <param name="costs">Nanoseconds or bytes, in lanes by resource.</param>
    /// <param name="isMeasured">Bits set where the cost is known.</param>
    public void Restore(int node, ArgumentFeature[] features, ReadOnlySpan<long> arguments, Vector128<float> costs, Vector128<float> isMeasured)
    {
        if (node >= _learners.Length) Grow(node + 1);
        var learner = _learners[node] ??= new(ShapeOf(features));
        learner.Learn(arguments, costs, isMeasured);
        if (_isTouched[node]) return;
        _isTouched[node] = true;
        _touched.Add(node);
    }

    public void Observe(in CallSample sample)
    {
        if (sample.ArgumentCount == 0) return;
        var edge = WasForgotten(sample.Slot) ? -1 : _structure.EdgeOfSlot((uint)sample.Slot);
        if (edge >= 0) Learn(_structure.Callee[edge], sample);
        else if (_waiting.Count < MostWaiting) _waiting.Add(sample);
    }

    /// <summary>Slots of an unloaded assembly are handed out again; laws belong to nodes and stay.</summary>
    public void Forget(int firstSlot, int count)
    {
        _waiting.RemoveAll(s => s.Slot - firstSlot >= 0 && s.Slot - firstSlot < count);
        _forgotten.Add((firstSlot, count));
    }

    /// <summary>A table of what was learned so far, for readers of <paramref name="graph"/>, which is told its growth laws: it must not have been published yet.</summary>
    public LawTable Publish(CallGraph graph)
    {
        _structure = graph.Structure;
        _forgotten.Clear();
        foreach (ref var sample in CollectionsMarshal.AsSpan(_waiting))
        {
            var edge = _structure.EdgeOfSlot((uint)sample.Slot);
            if (edge >= 0) Learn(_structure.Callee[edge], sample);
        }
        _waiting.Clear();
        if (_touched.Count > 0) PublishTouched();
        graph.Growths = _growths;
        return _published;
    }

    private bool WasForgotten(int slot)
    {
        foreach (var (first, count) in _forgotten)
        {
            if (slot - first >= 0 && slot - first < count) return true;
        }
        return false;
    }

    private void Learn(int node, in CallSample sample)
    {
        var features = _structure.Functions[node].Features;
        if (features.Length == 0 || features.Length != sample.ArgumentCount) return;
        if (node >= _learners.Length) Grow(Math.Max(node + 1, _structure.NodeCount));
        var shape = ShapeOf(features);
        var learner = _learners[node];
        if (learner is null || !ReferenceEquals(learner.Shape, shape)) _learners[node] = learner = new(shape);
        ReadOnlySpan<long> arguments = sample.Arguments;
        var (costs, isMeasured) = (CostsOf(sample), MeasuredOf(sample.Flags));
        learner.Learn(arguments[..features.Length], costs, isMeasured);
        Sums.Add(node, features, arguments[..features.Length], costs, isMeasured);
        if (_isTouched[node]) return;
        _isTouched[node] = true;
        _touched.Add(node);
    }

    private static Vector128<float> CostsOf(in CallSample sample) => Vector128.Create((float)sample.CpuNs, sample.ElapsedNs, sample.AllocatedBytes, sample.NetworkBytes);

    // As the profiles take it: of an async call the time to its completion, never to its first suspension.
    private static Vector128<float> MeasuredOf(SampleFlags flags)
    {
        var isPartial = (flags & SampleFlags.AsyncPartial) != 0;
        var hasElapsed = (flags & SampleFlags.ElapsedUnknown) == 0 && (!isPartial || (flags & SampleFlags.ElapsedIsCompletion) != 0);
        return Vector128.Create(
            (flags & SampleFlags.CpuMeasured) != 0 ? -1 : 0,
            hasElapsed ? -1 : 0,
            -1,
            (flags & SampleFlags.NetworkMeasured) != 0 ? -1 : 0).AsSingle();
    }

    private static LawShape ShapeOf(ArgumentFeature[] features)
    {
        var codes = 0;
        for (var i = 0; i < features.Length; i++) codes |= features[i].Kind == ArgumentKind.Code ? 1 << i : 0;
        return LawShape.Of(features.Length, codes);
    }

    private void Grow(int nodes)
    {
        Array.Resize(ref _learners, nodes);
        Array.Resize(ref _isTouched, nodes);
    }

    // Readers hold the arrays that were published last.
    private void PublishTouched()
    {
        Array.Resize(ref _laws, _learners.Length);
        Array.Resize(ref _growths, _learners.Length);
        _laws = [.. _laws];
        _growths = [.. _growths];
        foreach (var node in _touched)
        {
            var learner = _learners[node]!;
            _isTouched[node] = false;
            _laws[node] = learner.Publish();
            _growths[node] = GrowthsOf(learner, _structure.Functions[node].Features);
        }
        _touched.Clear();
        _published = new(_laws);
        MemoryBytes = _learners.Sum(l => l?.Bytes ?? 0L) + Sums.MemoryBytes;
    }

    private static GrowthLaw[] GrowthsOf(ArgumentLawLearner learner, ArgumentFeature[] features)
    {
        var growths = new GrowthLaw[NodeProfiles.Kinds];
        for (var kind = 0; kind < growths.Length; kind++)
        {
            if (learner.TryGetGrowth(kind, out var feature, out var exponent, out var error))
                growths[kind] = new(features[feature].Name, exponent, error, (long)learner.Count.GetElement(kind));
        }
        return growths;
    }
}
