namespace ShadowGen.Shared.Graph;

/// <summary>
/// Who may call whom in an assembly, and how often, as far as its code says before it ever runs: the skeletons of all files, joined. Calls of virtual slots and
/// delegates are resolved, and frequencies carried over callers.
/// </summary>
internal sealed class StaticGraph
{
    /// <summary>The caller of what is called from where no source is seen.</summary>
    public const string Outside = "0000000000000000";

    private readonly Dictionary<(StaticNode Caller, StaticNode Callee), StaticEdge> _edges = [];
    private readonly SkeletonFacts _facts;

    private StaticGraph(SkeletonFacts facts)
    {
        _facts = facts;
        Assembly = facts.Assembly;
        Link();
        Nodes = [.. facts.Members.Values.OrderBy(static node => node.DocId, StringComparer.Ordinal).ThenBy(static node => node.Id, StringComparer.Ordinal)];
        for (var i = 0; i < Nodes.Count; i++)
            Nodes[i].Index = i;
        Edges = [.. _edges.Values.OrderBy(static edge => edge.Caller.Index).ThenBy(static edge => edge.Callee.Index)];
        foreach (var edge in Edges)
        {
            edge.Caller.Outgoing.Add(edge);
            edge.Callee.Incoming.Add(edge);
        }

        foreach (var node in Nodes)
        {
            var sum = node.Outgoing.Sum(static edge => edge.Frequency);
            foreach (var edge in node.Outgoing)
                edge.Probability = sum > 0 ? edge.Frequency / sum : 1.0 / node.Outgoing.Count;
        }

        foreach (var (type, method, slot) in facts.Overrides)
        {
            if (facts.Instantiated.Contains(type) && !facts.Members.ContainsKey(slot) && facts.Members.TryGetValue(method, out var node))
                node.IsCalledBack = true;
        }

        CallFrequencies.Solve(Nodes);
    }

    // What was counted needs no solving.
    private StaticGraph(string assembly, IEnumerable<StaticNode> nodes, IEnumerable<StaticEdge> edges)
    {
        _facts = SkeletonFacts.Of([]);
        Assembly = assembly;
        Nodes = [.. nodes.OrderBy(static node => node.DocId, StringComparer.Ordinal).ThenBy(static node => node.Id, StringComparer.Ordinal)];
        for (var i = 0; i < Nodes.Count; i++)
            Nodes[i].Index = i;
        Edges = [.. edges.OrderBy(static edge => edge.Caller.Index).ThenBy(static edge => edge.Callee.Index)];
        foreach (var edge in Edges)
        {
            edge.Caller.Outgoing.Add(edge);
            edge.Callee.Incoming.Add(edge);
        }
    }

    public string Assembly { get; }

    /// <summary>By documentation id.</summary>
    public IReadOnlyList<StaticNode> Nodes { get; }

    /// <summary>By caller, then callee.</summary>
    public IReadOnlyList<StaticEdge> Edges { get; }

    /// <param name="skeletons">The skeleton text of each file of one assembly, in any order.</param>
    public static StaticGraph Of(IReadOnlyList<string> skeletons) => new(SkeletonFacts.Of(skeletons));

    /// <param name="assembly">The name of the assembly or program.</param>
    /// <param name="nodes">Members, with what was counted and measured of them; they are in no other graph.</param>
    /// <param name="edges">Calls between them, with frequency and probability.</param>
    public static StaticGraph Measured(string assembly, IEnumerable<StaticNode> nodes, IEnumerable<StaticEdge> edges) => new(assembly, nodes, edges);

    private void Link()
    {
        var dispatch = new Dispatch(_facts);
        foreach (var (caller, callee, kind, frequency) in _facts.Priors)
        {
            if (kind == 'd')
                Add(caller, callee, frequency);
            else
                Add(caller, dispatch.TargetsOf(callee), frequency);
        }

        foreach (var (caller, place, type, frequency) in _facts.Taken)
        {
            if (_facts.Given.TryGetValue(place, out var given) || _facts.Given.TryGetValue(type, out given))
                Add(caller, Shares(given), frequency);
        }

        // What a shim counts is an edge even where no body was read.
        foreach (var (caller, callee, loopDepth, places) in _facts.Shims)
        {
            if (Add(caller, callee, 0) is not { } edge)
                continue;
            edge.IsShimmed = true;
            edge.LoopDepth = loopDepth;
            edge.Places = places;
        }
    }

    private void Add(string caller, IEnumerable<(string Method, double Share)> targets, double frequency)
    {
        var all = targets.ToList();
        foreach (var (method, share) in all)
        {
            if (Add(caller, method, frequency * share) is { } edge)
                edge.IsVirtual |= all.Count > 1;
        }
    }

    private StaticEdge? Add(string callerId, string calleeId, double frequency)
    {
        if (callerId == Outside && !_facts.Members.ContainsKey(Outside))
            _facts.Members.Add(Outside, new StaticNode(0, Outside, "", "") { IsOutside = true });
        if (!_facts.Members.TryGetValue(callerId, out var caller) || !_facts.Members.TryGetValue(calleeId, out var callee))
            return null;
        if (!_edges.TryGetValue((caller, callee), out var edge))
            _edges.Add((caller, callee), edge = new StaticEdge(caller, callee));
        edge.Frequency += frequency;
        return edge;
    }

    private static IEnumerable<(string Method, double Share)> Shares(Dictionary<string, double> given)
    {
        var sum = given.Values.Sum();
        return given.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, sum > 0 ? entry.Value / sum : 1.0 / given.Count));
    }
}
