namespace ShadowGen.Graph;

/// <summary>
/// What earlier runs have counted and measured, by ids: what a graph begins with. A caller's calls are scaled down together, so that a long past is outweighed by what this process does as fast
/// as a short one. Immutable.
/// </summary>
internal sealed class GraphPrior
{
    /// <summary>Calls that a caller's past is worth at most.</summary>
    public const double MostCalls = 4096;

    /// <summary>Measured calls that a function's past is worth at most; with as many of its own, it counts no longer.</summary>
    public const int MostSamples = 64;

    private readonly Dictionary<(ulong Caller, ulong Callee), double> _calls;
    private readonly Dictionary<ulong, double> _runs = [];
    private readonly Dictionary<ulong, double> _made = [];
    private readonly Dictionary<ulong, ProfileAccumulator?[]> _profiles;

    /// <param name="calls">By edge.</param>
    /// <param name="profiles">By function: resources, inclusive, then exclusive; their weights are taken as they are.</param>
    public GraphPrior(Dictionary<(ulong Caller, ulong Callee), double> calls, Dictionary<ulong, ProfileAccumulator?[]> profiles)
    {
        (_calls, _profiles) = (calls, profiles);
        foreach (var ((caller, callee), count) in calls)
        {
            _runs[callee] = _runs.GetValueOrDefault(callee) + count;
            _made[caller] = _made.GetValueOrDefault(caller) + count;
        }
    }

    /// <summary>Both; of what both know, the first.</summary>
    public static GraphPrior Join(GraphPrior first, GraphPrior second)
    {
        var calls = new Dictionary<(ulong, ulong), double>(first._calls);
        foreach (var (edge, count) in second._calls) calls.TryAdd(edge, count);
        var profiles = new Dictionary<ulong, ProfileAccumulator?[]>(first._profiles);
        foreach (var (function, known) in second._profiles) profiles.TryAdd(function, known);
        return new(calls, profiles);
    }

    /// <summary>Calls of an edge, of at most <see cref="MostCalls"/> of its caller's runs.</summary>
    public double CallsOf(ulong caller, ulong callee) => _calls.TryGetValue((caller, callee), out var calls) ? calls * ScaleOf(caller) : 0;

    public ProfileAccumulator?[]? ProfilesOf(ulong function) => _profiles.GetValueOrDefault(function);

    /// <summary>Exact counts with the prior's: a caller's runs and the calls that they made, both scaled alike.</summary>
    public (long[] Edges, long[] Nodes) AddTo(GraphStructure structure, long[] edgeCalls, long[] nodeCalls)
    {
        var edges = (long[])edgeCalls.Clone();
        var nodes = (long[])nodeCalls.Clone();
        for (var node = 0; node < nodes.Length; node++)
        {
            var id = structure.Functions[node].Id.Value;
            if (_runs.TryGetValue(id, out var runs)) nodes[node] += AtLeastOne(runs * ScaleOf(id));
        }
        for (var edge = 0; edge < edges.Length; edge++)
        {
            var calls = CallsOf(structure.Functions[structure.Caller[edge]].Id.Value, structure.Functions[structure.Callee[edge]].Id.Value);
            if (calls > 0) edges[edge] += AtLeastOne(calls);
        }
        return (edges, nodes);
    }

    // Who is not counted itself is judged by the calls that it made.
    private double ScaleOf(ulong caller)
    {
        var past = _runs.TryGetValue(caller, out var runs) ? runs : _made.GetValueOrDefault(caller);
        return past > MostCalls ? MostCalls / past : 1;
    }

    private static long AtLeastOne(double calls) => Math.Max(1, (long)Math.Round(calls));
}
