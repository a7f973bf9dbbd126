using ShadowGen.Shared.Graph;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>
/// The time of each member with that of what it calls, as gprof spreads it (Graham, Kessler and McKusick 1982): a member's time goes to its callers by their share of its calls.
/// Recursion is cut where it comes round to its head, so that no time is counted twice. Members can be taken out: their time is nobody's then, and neither is
/// what only they call. Not thread-safe.
/// </summary>
internal sealed class InclusiveTimes
{
    /// <summary>Cycles in cycles in cycles: of further ones no call is followed.</summary>
    private const int MostNested = 64;

    private readonly IReadOnlyList<StaticNode> _order;
    private readonly HashSet<StaticEdge> _cut = [];
    private readonly bool[] _isOut;
    private readonly double[] _scale;
    private readonly double[] _calls;
    private readonly double[] _time;

    public InclusiveTimes(IReadOnlyList<StaticNode> nodes)
    {
        Cut(nodes, 0);
        _order = [.. Components.CallersFirst(nodes, _cut).SelectMany(static component => component)];
        (_isOut, _scale, _calls, _time) = (new bool[nodes.Count], new double[nodes.Count], new double[nodes.Count], new double[nodes.Count]);
        Total = nodes.Sum(static node => node.Frequency * node.Cost);
        Spread();
    }

    /// <summary>The time of the whole program, in the unit of <see cref="Of(StaticNode)"/>.</summary>
    public double Total { get; }

    public double Of(StaticNode node) => _time[node.Index];

    /// <summary>The part of the callee's time that the calls of one edge take; 0 where recursion is cut.</summary>
    public double Of(StaticEdge edge) => IsFollowed(edge) && _calls[edge.Callee.Index] is > 0 and var calls
        ? _time[edge.Callee.Index] * edge.Calls * _scale[edge.Caller.Index] / calls
        : 0;

    public bool IsFollowed(StaticEdge edge) => !_cut.Contains(edge);

    /// <summary>Whether calls come round to the member again.</summary>
    public bool IsRecursive(StaticNode node) => node.Incoming.Any(_cut.Contains);

    public void TakeOut(IEnumerable<StaticNode> nodes)
    {
        foreach (var node in nodes)
            _isOut[node.Index] = true;
        Spread();
    }

    private void Spread()
    {
        foreach (var node in _order)
        {
            double all = 0, left = 0;
            foreach (var edge in node.Incoming)
            {
                if (_cut.Contains(edge))
                    continue;
                all += edge.Calls;
                left += edge.Calls * _scale[edge.Caller.Index];
            }

            _calls[node.Index] = left;
            _scale[node.Index] = _isOut[node.Index] ? 0 : all > 0 ? left / all : 1;
        }

        for (var i = _order.Count - 1; i >= 0; i--)
        {
            var node = _order[i];
            var time = _scale[node.Index] * node.Frequency * node.Cost;
            foreach (var edge in node.Outgoing)
                time += Of(edge);
            _time[node.Index] = time;
        }
    }

    // The member of a cycle that is called most from outside is its head, as in the frequencies.
    private void Cut(IReadOnlyList<StaticNode> nodes, int depth)
    {
        foreach (var component in Components.CallersFirst(nodes, _cut))
        {
            var members = new HashSet<StaticNode>(component);
            var inner = component.SelectMany(static node => node.Outgoing).Where(edge => members.Contains(edge.Callee) && !_cut.Contains(edge)).ToList();
            if (inner.Count == 0)
                continue;
            var head = component.OrderByDescending(node => node.Incoming.Where(edge => !members.Contains(edge.Caller)).Sum(static edge => edge.Calls)).ThenBy(static node => node.Index).First();
            _cut.UnionWith(depth < MostNested ? inner.Where(edge => edge.Callee == head) : inner);
            if (component.Count > 1 && depth < MostNested)
                Cut(component, depth + 1);
        }
    }
}
