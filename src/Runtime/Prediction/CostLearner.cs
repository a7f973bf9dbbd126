using ShadowGen.Costs;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// Learns what whole calls of each node cost, from every sample: each is first compared with what was foretold, then learned. Memory is bounded; nothing is allocated but when
/// new nodes come, and by publishing. Engine thread only.
/// </summary>
internal sealed class CostLearner
{
    public const int DefaultMemoryBytes = 4 << 20;

    private readonly NodeCostsTable _costs;
    private readonly CommonCosts[] _common = new CommonCosts[NodeProfiles.Kinds];
    private readonly CostScore[] _totals = new CostScore[NodeProfiles.Kinds];
    private GraphStructure _structure = CallGraph.Empty.Structure;
    private IntervalTable _published = IntervalTable.Empty;
    private uint _random = 0x9E37_79B9;
    private bool _isDirty;

    /// <param name="memoryBytes">The most that learning holds; 64 KB or more.</param>
    public CostLearner(int memoryBytes = DefaultMemoryBytes)
    {
        _costs = new(memoryBytes);
        for (var kind = 0; kind < NodeProfiles.Kinds; kind++) _common[kind] = new(NodeCosts.LearnedByItself);
    }

    public long MemoryBytes => _costs.Bytes + _common.Sum(static c => c.Bytes);

    /// <summary>Sets which shares of costs are to lie beyond intervals. What was learned of the tails of a resource begins anew when its share has changed.</summary>
    /// <param name="upperTails">Shares above, by resource.</param>
    public void Configure(ReadOnlySpan<double> upperTails)
    {
        for (var kind = 0; kind < NodeProfiles.Kinds; kind++) _common[kind].SetUpperTail(upperTails[kind]);
    }

    /// <summary>Learns what of a sample is a whole call's cost. A call of a slot that the graph published last does not know is left out.</summary>
    public void Observe(in CallSample sample)
    {
        var edge = _structure.EdgeOfSlot((uint)sample.Slot);
        if (edge < 0) return;
        var (node, caller) = (_structure.Callee[edge], _structure.Caller[edge]);
        var isWhole = (sample.Flags & SampleFlags.AsyncPartial) == 0;
        if (isWhole && (sample.Flags & SampleFlags.CpuMeasured) != 0) Learn(node, caller, ResourceKind.CpuTime, sample.CpuNs);
        if ((sample.Flags & SampleFlags.ElapsedUnknown) == 0 && (isWhole || (sample.Flags & SampleFlags.ElapsedIsCompletion) != 0))
            Learn(node, caller, ResourceKind.ElapsedTime, sample.ElapsedNs);
        if (isWhole) Learn(node, caller, ResourceKind.AllocatedBytes, sample.AllocatedBytes);
        if ((sample.Flags & SampleFlags.NetworkMeasured) != 0) Learn(node, caller, ResourceKind.NetworkBytes, sample.NetworkBytes);
    }

    /// <summary>Begins with costs of earlier runs, unless there are some of this one.</summary>
    public void Restore(int node, ResourceKind kind, ReadOnlySpan<float> costs)
    {
        ref var row = ref _costs.Row(KeyOf(node, (int)kind), _common[(int)kind].Shift.Value);
        if (row.IsKnown) return;
        row.Seed(costs);
        _isDirty = true;
    }

    /// <summary>A table of what was learned so far; the last one when nothing was learned since and the graph has no new nodes.</summary>
    public IntervalTable Publish(CallGraph graph)
    {
        var isSame = ReferenceEquals(_structure, graph.Structure);
        _structure = graph.Structure;
        if (!_isDirty && isSame) return _published;
        _isDirty = false;
        return _published = Tabulate(graph.Structure.NodeCount);
    }

    private void Learn(int node, int caller, ResourceKind kind, long cost)
    {
        _random ^= _random << 13; // xorshift32 (Marsaglia 2003)
        _random ^= _random >> 17;
        _random ^= _random << 5;
        _isDirty = true;
        var common = _common[(int)kind];
        ref var row = ref _costs.Row(KeyOf(node, (int)kind), common.Shift.Value);
        var logCost = LogCost.Of(cost);
        if (row.Check(logCost, node, caller, common, ref _totals[(int)kind]))
        {
            foreach (var learner in common.Shift.Learners)
            {
                if (_costs.Find(KeyOf(learner, (int)kind)) is >= 0 and var at) _costs[at].Leave(common.Shift.Change);
            }
        }
        row.Add(logCost, common.Shift.Value, _random);
    }

    private IntervalTable Tabulate(int nodes)
    {
        var values = new float[nodes * IntervalTable.RowLength];
        var scores = new CostScore[nodes * NodeProfiles.Kinds];
        Array.Fill(values, float.NaN);
        for (var i = 0; i < _costs.Rows; i++)
        {
            var key = _costs.KeyOf(i);
            ref var row = ref _costs[i];
            if (!row.IsKnown || key >= scores.Length) continue;
            var kind = key % NodeProfiles.Kinds;
            var interval = row.Predict(_common[kind]);
            var at = key * IntervalTable.Width;
            values[at] = (float)LogCost.ToCost(interval.Median);
            values[at + 1] = (float)LogCost.ToCost(interval.Low);
            values[at + 2] = (float)LogCost.ToCost(interval.High);
            scores[key] = row.Score;
        }
        return new(values, new CostQuality([.. _totals], scores));
    }

    private static int KeyOf(int node, int kind) => (node * NodeProfiles.Kinds) + kind;
}
