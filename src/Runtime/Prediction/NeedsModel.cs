using System.Runtime.Intrinsics;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// Turns a published graph, and the order of calls in windows, into needs. A node's own samples and the process of its calls both tell its need; with s inclusive samples the process counts as
/// <see cref="GraphSamples"/> more (shrinkage: a node that was measured often is taken at its word, one measured seldom leans on its callees, which
/// were measured more often). Without exclusive samples only the inclusive ones count. Engine thread only.
/// </summary>
internal sealed class NeedsModel
{
    /// <summary>How many inclusive samples the process is worth.</summary>
    public const double GraphSamples = 16;

    // A frame's transitions are fitted again when what they come from has grown by this share.
    private const double Growth = 1.0 / 16;

    private readonly TransitionModel _transitions = new();
    private readonly SiblingFit _fit = new();
    private readonly NeedsIntervals _intervals = new();
    private GraphStructure? _structure;
    private NeedsProblem? _problem;
    private int _activeEdges;
    private bool[] _isMeasured = [];
    private double[] _fittedAt = [];
    private NeedsTable _published = NeedsTable.Empty;

    /// <summary>Bytes that learning and solving hold.</summary>
    public long MemoryBytes => (_problem?.MemoryBytes ?? 0) + _transitions.MemoryBytes + _intervals.MemoryBytes + _isMeasured.Length + (_fittedAt.Length * 8L);

    /// <summary>Learns the order of calls; it shows with the next <see cref="Publish"/>.</summary>
    public void Learn(ReadOnlySpan<uint> window) => _transitions.Take(window);

    /// <summary>Learns from a measured call how wide intervals must be.</summary>
    public void Observe(in CallSample sample)
    {
        var structure = _published.Graph.Structure;
        var edge = structure.EdgeOfSlot((uint)sample.Slot);
        if (edge >= 0) _intervals.Observe(structure.Callee[edge], sample);
    }

    /// <summary>Forgets slots before they are handed out again.</summary>
    public void Forget(int firstSlot, int count) => _transitions.Forget(firstSlot, count);

    /// <summary>The needs over a graph; the table published last where neither graph nor order brought anything new.</summary>
    public NeedsTable Publish(CallGraph graph)
    {
        var isSameGraph = ReferenceEquals(graph, _published.Graph);
        if (isSameGraph && !_transitions.HasPending) return _published;
        _transitions.Learn(graph.Structure);
        var problem = ProblemFor(graph);
        if (!Fit(graph.Counts, problem) && isSameGraph) return _published;
        FillTerms(graph.Counts, problem);
        NeedsSolver.Solve(problem);
        return _published = new(graph, problem.StateOfNode, problem.CommonOfNode, problem.StateOfEdge, ToRows(problem));
    }

    private NeedsProblem ProblemFor(CallGraph graph)
    {
        var structure = graph.Structure;
        var active = graph.Counts.KnownEdgeCalls.AsSpan().Length - graph.Counts.KnownEdgeCalls.AsSpan().Count(0);
        if (_problem is { } known && ReferenceEquals(_structure, structure) && active == _activeEdges) return known;
        var order = _problem is not null && ReferenceEquals(_structure, structure) ? _problem.Order : SolveOrder.Of(structure);
        (_structure, _activeEdges) = (structure, active);
        _isMeasured = new bool[structure.NodeCount * NodeProfiles.Kinds];
        _fittedAt = new double[structure.NodeCount];
        _intervals.Resize(structure.NodeCount);
        return _problem = new(structure.ChildStart, structure.Callee, ActiveCalls(structure, graph.Counts), order);
    }

    // Who was never counted is on no path: what it calls is not part of anything's need.
    private static long[] ActiveCalls(GraphStructure structure, GraphCounts counts)
    {
        var calls = (long[])counts.KnownEdgeCalls.Clone();
        for (var edge = 0; edge < calls.Length; edge++) if (counts.KnownNodeCalls[structure.Caller[edge]] == 0) calls[edge] = 0;
        return calls;
    }

    private bool Fit(GraphCounts counts, NeedsProblem problem)
    {
        var hasChanged = false;
        for (var place = 0; place < problem.Terms.Length; place++)
        {
            if (problem.FirstCall[place] == problem.FirstCall[place + 1]) continue;
            var node = problem.Order.NodeAt[place];
            var known = _transitions.LearnedOf(node) + (double)counts.KnownNodeCalls[node];
            for (var call = problem.FirstCall[place]; call < problem.FirstCall[place + 1]; call++) known += counts.KnownEdgeCalls[problem.Edge[call]];
            if (_fittedAt[node] > 0 && known <= _fittedAt[node] * (1 + Growth)) continue;
            _fittedAt[node] = known;
            _fit.Fill(problem, place, counts.KnownEdgeCalls, counts.KnownNodeCalls[node], _transitions.Rows);
            hasChanged = true;
        }
        return hasChanged;
    }

    private void FillTerms(GraphCounts counts, NeedsProblem problem)
    {
        for (var place = 0; place < problem.Terms.Length; place++)
        {
            var node = problem.Order.NodeAt[place];
            problem.Terms[place] = TermsOf(node, counts.Profiles[node], counts.KnownNodeCalls[node]);
        }
        SpreadMeasured(problem);
    }

    private NodeTerms TermsOf(int node, NodeProfiles? profiles, long calls)
    {
        var isMeasured = _isMeasured.AsSpan(node * NodeProfiles.Kinds, NodeProfiles.Kinds);
        isMeasured.Clear();
        var terms = new NodeTerms { Share = Vector256<double>.One };
        for (var kind = 0; kind < NodeProfiles.Kinds; kind++)
        {
            _intervals.SetSamples(node, kind, 0);
            if (profiles is null) continue;
            var inclusive = new ResourceProfile((ResourceKind)kind, profiles.Inclusive(kind), calls);
            var exclusive = new ResourceProfile((ResourceKind)kind, profiles.Exclusive(kind), calls);
            _intervals.SetSamples(node, kind, inclusive.SampleCount);
            isMeasured[kind] = inclusive.IsMeasured || exclusive.IsMeasured;
            var share = !inclusive.IsMeasured ? 1 : !exclusive.IsMeasured ? 0 : GraphSamples / (GraphSamples + inclusive.SampleCount);
            terms.Share = terms.Share.WithElement(kind, share);
            terms.Own = terms.Own.WithElement(kind, OrZero(exclusive.Mean));
            terms.OwnVariance = terms.OwnVariance.WithElement(kind, VarianceOf(exclusive));
            terms.IsOwnUnknown = terms.IsOwnUnknown.AsInt64().WithElement(kind, exclusive.IsMeasured ? 0 : -1).AsDouble();
            terms.Measured = terms.Measured.WithElement(kind, OrZero(inclusive.Mean));
            terms.MeasuredVariance = terms.MeasuredVariance.WithElement(kind, VarianceOf(inclusive));
            terms.Fallback = terms.Fallback.WithElement(kind, inclusive.IsMeasured ? inclusive.Mean : OrZero(exclusive.Mean));
            terms.FallbackVariance = terms.FallbackVariance.WithElement(kind, inclusive.IsMeasured ? VarianceOf(inclusive) : VarianceOf(exclusive));
        }
        return terms;
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;

    private static double VarianceOf(in ResourceProfile profile) => OrZero(profile.StandardDeviation * profile.StandardDeviation);

    // A need is known when a part of it is. Callees come first, so that one pass does it but for cycles.
    private void SpreadMeasured(NeedsProblem problem)
    {
        bool changed;
        do
        {
            changed = false;
            for (var place = 0; place < problem.Terms.Length; place++)
            {
                for (var call = problem.FirstCall[place]; call < problem.FirstCall[place + 1]; call++) changed |= SpreadMeasured(problem.Order.NodeAt[problem.Callee[call]], problem.Order.NodeAt[place]);
            }
        }
        while (changed);
    }

    private bool SpreadMeasured(int callee, int caller)
    {
        var changed = false;
        for (var kind = 0; kind < NodeProfiles.Kinds; kind++)
        {
            ref var known = ref _isMeasured[(caller * NodeProfiles.Kinds) + kind];
            if (known || !_isMeasured[(callee * NodeProfiles.Kinds) + kind]) continue;
            changed = known = true;
        }
        return changed;
    }

    private double[] ToRows(NeedsProblem problem)
    {
        const int kinds = NodeProfiles.Kinds;
        var rows = new double[problem.Rows.Length * NeedsTable.RowLength];
        for (var place = 0; place < problem.Terms.Length; place++)
        {
            var isMeasured = _isMeasured.AsSpan(problem.Order.NodeAt[place] * kinds, kinds);
            for (var state = problem.FirstState[place]; state < problem.FirstState[place + 1]; state++)
            {
                var row = rows.AsSpan(state * NeedsTable.RowLength, NeedsTable.RowLength);
                ref var needs = ref problem.Remaining[state];
                for (var kind = 0; kind < kinds; kind++)
                {
                    row[kind] = isMeasured[kind] ? needs.Mean[kind] : double.NaN;
                    row[kinds + kind] = isMeasured[kind] ? Math.Sqrt(Math.Max(0, needs.Variance[kind])) : double.NaN;
                }
            }
        }
        _intervals.Fill(problem, rows);
        return rows;
    }
}
