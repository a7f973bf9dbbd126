using System.Runtime.Intrinsics;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// Turns a published graph into needs. A node's own samples and the graph below it both tell its need; with s inclusive samples the graph counts as
/// <see cref="GraphSamples"/> more (shrinkage: a node that was measured often is taken at its word, one measured seldom leans on its callees, which
/// were measured more often). Without exclusive samples only the inclusive ones count. Engine thread only.
/// </summary>
internal sealed class NeedsModel
{
    /// <summary>How many inclusive samples the sum over the graph is worth.</summary>
    public const double GraphSamples = 16;

    private GraphStructure? _structure;
    private NeedsProblem? _problem;
    private bool[] _isMeasured = [];
    private NeedsTable _published = NeedsTable.Empty;

    /// <summary>Bytes that solving holds.</summary>
    public long MemoryBytes => _problem is null ? 0 : (_problem.Terms.Length * (5L + 2L) * 32) + (_problem.Calls.Length * 24L);

    /// <summary>The needs over a graph; the table published last for the same graph.</summary>
    public NeedsTable Publish(CallGraph graph)
    {
        if (ReferenceEquals(graph, _published.Graph)) return _published;
        if (_problem is null || !ReferenceEquals(_structure, graph.Structure))
        {
            _structure = graph.Structure;
            _problem = new(_structure.ChildStart, _structure.Callee, SolveOrder.Of(_structure));
            _isMeasured = new bool[_structure.NodeCount * NodeProfiles.Kinds];
        }
        Fill(graph.Counts, _problem);
        NeedsSolver.Solve(_problem);
        return _published = new(graph, ToRows(_problem));
    }

    private void Fill(GraphCounts counts, NeedsProblem problem)
    {
        var order = problem.Order;
        for (var place = 0; place < order.NodeAt.Length; place++)
        {
            var node = order.NodeAt[place];
            var calls = counts.NodeCalls[node];
            for (var entry = problem.RowStart[place]; entry < problem.RowStart[place + 1]; entry++)
            {
                problem.SetCalls(entry, calls == 0 ? 0 : (double)counts.EdgeCalls[problem.EdgeAt[entry]] / calls);
            }
            problem.Terms[place] = TermsOf(counts.Profiles[node], calls, _isMeasured.AsSpan(node * NodeProfiles.Kinds, NodeProfiles.Kinds));
        }
        SpreadMeasured(problem);
    }

    private static NodeTerms TermsOf(NodeProfiles? profiles, long calls, Span<bool> isMeasured)
    {
        isMeasured.Clear();
        var terms = new NodeTerms { Share = Vector256<double>.One };
        if (profiles is null) return terms;
        for (var kind = 0; kind < NodeProfiles.Kinds; kind++)
        {
            var inclusive = new ResourceProfile((ResourceKind)kind, profiles.Inclusive(kind), calls);
            var exclusive = new ResourceProfile((ResourceKind)kind, profiles.Exclusive(kind), calls);
            isMeasured[kind] = inclusive.IsMeasured || exclusive.IsMeasured;
            var share = !inclusive.IsMeasured ? 1 : !exclusive.IsMeasured ? 0 : GraphSamples / (GraphSamples + inclusive.SampleCount);
            terms.Share = terms.Share.WithElement(kind, share);
            terms.Own = terms.Own.WithElement(kind, Blend(share, inclusive.Mean, exclusive.Mean));
            terms.OwnVariance = terms.OwnVariance.WithElement(kind, Blend(share, VarianceOf(inclusive), VarianceOf(exclusive)));
            terms.Fallback = terms.Fallback.WithElement(kind, inclusive.IsMeasured ? inclusive.Mean : Blend(1, 0, exclusive.Mean));
            terms.FallbackVariance = terms.FallbackVariance.WithElement(kind, inclusive.IsMeasured ? VarianceOf(inclusive) : VarianceOf(exclusive));
        }
        return terms;
    }

    private static double Blend(double share, double inclusive, double exclusive) =>
        ((1 - share) * (double.IsNaN(inclusive) ? 0 : inclusive)) + (share * (double.IsNaN(exclusive) ? 0 : exclusive));

    private static double VarianceOf(in ResourceProfile profile) =>
        double.IsNaN(profile.StandardDeviation) ? 0 : profile.StandardDeviation * profile.StandardDeviation;

    // A need is known when a part of it is. Callees come first, so that one pass does it but for cycles.
    private void SpreadMeasured(NeedsProblem problem)
    {
        bool changed;
        do
        {
            changed = false;
            for (var place = 0; place < problem.Order.NodeAt.Length; place++)
            {
                for (var entry = problem.RowStart[place]; entry < problem.RowStart[place + 1]; entry++)
                {
                    if (problem.Calls[entry] > 0) changed |= SpreadMeasured(problem.Order.NodeAt[problem.Callee[entry]], problem.Order.NodeAt[place]);
                }
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
        var rows = new double[problem.Needs.Length * NeedsTable.RowLength];
        for (var place = 0; place < problem.Needs.Length; place++)
        {
            var node = problem.Order.NodeAt[place];
            ref var needs = ref problem.Needs[place];
            for (var kind = 0; kind < NodeProfiles.Kinds; kind++)
            {
                var isMeasured = _isMeasured[(node * NodeProfiles.Kinds) + kind];
                rows[(node * NeedsTable.RowLength) + kind] = isMeasured ? needs.Mean[kind] : double.NaN;
                rows[(node * NeedsTable.RowLength) + NodeProfiles.Kinds + kind] = isMeasured ? Math.Sqrt(Math.Max(0, needs.Variance[kind])) : double.NaN;
            }
        }
        return rows;
    }
}
