using ShadowGen.Shared.Glance;

namespace ShadowGen.Shared.Graph;

/// <summary>
/// Puts what a model has counted and measured into a static graph: runs, calls for one run, and CPU time, where they are known. What no shim sees, between counted members, keeps its estimate as a
/// share: of the runs of those that call it, and of the time that the nearest counted member above it takes itself.
/// </summary>
internal sealed class MeasuredGraph
{
    private readonly IReadOnlyList<StaticNode> _nodes;
    private readonly Func<StaticNode, ulong> _idOf;
    private readonly ModelGlance _model;
    private readonly List<List<StaticNode>> _callersFirst;
    private readonly long?[] _counts;
    private readonly double[] _runs;
    private readonly double[] _share;

    private MeasuredGraph(IReadOnlyList<StaticNode> nodes, Func<StaticNode, ulong> idOf, ModelGlance model)
    {
        (_nodes, _idOf, _model) = (nodes, idOf, model);
        _callersFirst = [.. Components.CallersFirst(nodes, [])];
        (_counts, _runs, _share) = (new long?[nodes.Count], new double[nodes.Count], new double[nodes.Count]);
    }

    /// <param name="nodes">Each at the place of its index; their static frequencies are known.</param>
    /// <param name="idOf">The id of a member by which the model knows it; 0 for none.</param>
    /// <param name="isCounted">Whether a member whose calls nobody counted was not called: not so where calls go by other names.</param>
    /// <param name="model">What was counted.</param>
    /// <returns>What is measured now; null where the model counted no call of any member, and nothing is changed.</returns>
    public static MeasuredGraph? Apply(IReadOnlyList<StaticNode> nodes, Func<StaticNode, ulong> idOf, Func<StaticNode, bool> isCounted, ModelGlance model)
    {
        var graph = new MeasuredGraph(nodes, idOf, model);
        if (!graph.Count(isCounted))
            return null;
        graph.SetRuns();
        var times = graph.TimesOfOne();
        for (var i = 0; i < nodes.Count; i++)
        {
            nodes[i].Frequency = graph._runs[i];
            nodes[i].Cost *= times[i];
        }

        graph.SetCalls();
        var work = nodes.Sum(static node => node.Frequency * node.Cost);
        foreach (var node in nodes)
            node.Heat = work > 0 ? node.Frequency * node.Cost / work : 0;
        return graph;
    }

    /// <summary>Calls that were counted; null where they are estimated.</summary>
    public long? CallsOf(StaticNode node) => _counts[node.Index];

    /// <summary>What a call takes, in nanoseconds; null where none was measured.</summary>
    public double? MeanOf(StaticNode node, ModelGlance.Cost cost) => _counts[node.Index] is > 0 ? _model.MeanOf(_idOf(node), cost) : null;

    /// <summary>Whether most of what it takes is a share of what was measured.</summary>
    public bool IsMeasured(StaticNode node) => _share[node.Index] >= 0.5;

    /// <summary>Whether calls of an edge were counted, be it none.</summary>
    public bool IsCounted(StaticEdge edge) => _counts[edge.Callee.Index] is not null && (edge.Caller.IsOutside || _idOf(edge.Caller) != 0);

    private bool Count(Func<StaticNode, bool> isCounted)
    {
        var any = false;
        foreach (var node in _nodes)
        {
            if (node.IsOutside || _idOf(node) is not (not 0 and var id))
                continue;
            var count = _model.CallsOf(id);
            any |= count > 0;
            if (count > 0 || isCounted(node))
                _counts[node.Index] = count;
        }

        return any;
    }

    private void SetRuns()
    {
        var scale = _nodes.Sum(node => (double)(_counts[node.Index] ?? 0)) / Math.Max(double.Epsilon, _nodes.Where(node => _counts[node.Index] is not null).Sum(static node => node.Frequency));
        foreach (var component in _callersFirst)
        {
            var ratio = RatioOf(component, scale);
            foreach (var node in component)
                _runs[node.Index] = _counts[node.Index] ?? node.Frequency * ratio;
        }
    }

    // By how much more often its callers run than the estimate says; of what nobody calls, by how much more often it calls.
    private double RatioOf(List<StaticNode> component, double scale)
    {
        var members = new HashSet<StaticNode>(component);
        double estimated = 0, found = 0;
        foreach (var edge in component.SelectMany(static node => node.Incoming).Where(edge => !members.Contains(edge.Caller)))
        {
            estimated += edge.Calls;
            found += _runs[edge.Caller.Index] * edge.Frequency;
        }

        if (estimated > 0)
            return found / estimated;
        foreach (var edge in component.SelectMany(static node => node.Outgoing).Where(edge => !members.Contains(edge.Callee) && IsCounted(edge)))
        {
            estimated += edge.Calls;
            found += CountOf(edge);
        }

        return estimated > 0 ? found / estimated : scale;
    }

    private long CountOf(StaticEdge edge) => _model.CallsOf(edge.Caller.IsOutside ? 0 : _idOf(edge.Caller), _idOf(edge.Callee));

    // What a dispatched call runs is counted under the name of the call: such an edge has no frequency of its own, and keeps none.
    private void SetCalls()
    {
        foreach (var node in _nodes)
        {
            foreach (var edge in node.Outgoing)
            {
                if (IsCounted(edge) && edge.Frequency > 0 && _runs[node.Index] > 0)
                    edge.Frequency = CountOf(edge) / _runs[node.Index];
            }

            var sum = node.Outgoing.Sum(static edge => edge.Frequency);
            foreach (var edge in node.Outgoing)
            {
                if (sum > 0)
                    edge.Probability = edge.Frequency / sum;
            }
        }
    }

    /// <summary>CPU nanoseconds of one estimated operation of each member.</summary>
    private double[] TimesOfOne()
    {
        // What a run takes itself, as a shim sees it: with all that no other shim is around.
        var own = new double[_nodes.Count];
        for (var i = _callersFirst.Count - 1; i >= 0; i--)
        {
            var members = new HashSet<StaticNode>(_callersFirst[i]);
            foreach (var node in members)
                own[node.Index] = node.Cost + node.Outgoing.Where(edge => _counts[edge.Callee.Index] is null && !members.Contains(edge.Callee)).Sum(edge => edge.Frequency * own[edge.Callee.Index]);
        }

        var measured = _nodes.Where(node => own[node.Index] > 0 && MeanOf(node, ModelGlance.Cost.OwnCpu) is not null).ToDictionary(static node => node, node => MeanOf(node, ModelGlance.Cost.OwnCpu)!.Value);
        var work = measured.Keys.Sum(node => _runs[node.Index] * own[node.Index]);
        var usual = work > 0 ? measured.Sum(pair => _runs[pair.Key.Index] * pair.Value) / work : 1;
        var times = new double[_nodes.Count];
        foreach (var component in _callersFirst)
        {
            var (around, share) = Around(component, times, usual);
            foreach (var node in component)
            {
                (times[node.Index], _share[node.Index]) = measured.TryGetValue(node, out var time) ? (time / own[node.Index], 1) : _counts[node.Index] is null ? (around, share) : (usual, 0);
            }
        }

        return times;
    }

    private (double Time, double Share) Around(List<StaticNode> component, double[] times, double usual)
    {
        var members = new HashSet<StaticNode>(component);
        double calls = 0, time = 0, share = 0;
        foreach (var edge in component.SelectMany(static node => node.Incoming).Where(edge => !members.Contains(edge.Caller)))
        {
            var runs = _runs[edge.Caller.Index] * edge.Frequency;
            calls += runs;
            time += runs * times[edge.Caller.Index];
            share += runs * _share[edge.Caller.Index];
        }

        return calls > 0 ? (time / calls, share / calls) : (usual, 0);
    }
}
