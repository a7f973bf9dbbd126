namespace ShadowGen.Shared.Graph;

/// <summary>
/// How often each member runs, from how often each of its callers does: in the order of the strongly connected components (Tarjan 1972), callers first. A component is
/// a loop of calls, with loops inside of it: the member that is called most from outside is its head, and what comes round to the head again is a cyclic probability,
/// bounded as Wu and Larus bound it (Static Branch Frequency and Program Profile Analysis, MICRO 1994).
/// </summary>
internal static class CallFrequencies
{
    /// <summary>The largest probability that recursion goes one round further.</summary>
    private const double MostGrowth = 0.8;

    /// <summary>Cycles in cycles in cycles: further ones are taken for straight calls.</summary>
    private const int MostNested = 64;

    /// <summary>What nothing in the source calls is begun by somebody else: as often as the program itself where it has no beginning of its own, and seldom where it has.</summary>
    private const double SeldomRoot = 0.001;

    /// <summary>A static constructor, beside a root that a run of the program begins many times.</summary>
    private const double Once = 0.1;

    public static void Solve(IReadOnlyList<StaticNode> nodes)
    {
        var roots = nodes.Where(static node => node.Incoming.All(edge => edge.Caller == node) || node.IsOutside).ToList();
        var hasEntry = nodes.Any(IsEntry);
        foreach (var node in nodes)
            node.Frequency = 0;
        foreach (var root in roots)
            root.Frequency = IsInitialiser(root) ? Once : hasEntry && !root.IsCalledBack ? SeldomRoot : 1;
        foreach (var entry in nodes.Where(IsEntry))
            entry.Frequency = 1;
        var sum = nodes.Sum(static node => node.Frequency);
        foreach (var node in nodes)
            node.Frequency = sum > 0 ? node.Frequency / sum : 1.0 / nodes.Count;

        var cut = new HashSet<StaticEdge>();
        var all = new HashSet<StaticNode>(nodes);
        foreach (var component in Components.CallersFirst(nodes, cut))
            Solve(component, all, cut, 0);

        var work = nodes.Sum(static node => node.Frequency * node.Cost);
        foreach (var node in nodes)
            node.Heat = work > 0 ? node.Frequency * node.Cost / work : 0;
    }

    private static bool IsInitialiser(StaticNode node) => node.DocId.EndsWith(".#cctor", StringComparison.Ordinal);

    private static bool IsEntry(StaticNode node) =>
        node.DocId.StartsWith("M:", StringComparison.Ordinal)
        && (node.DocId.EndsWith("{Main}$(System.String[])", StringComparison.Ordinal) || node.DocId.EndsWith(".Main", StringComparison.Ordinal) || node.DocId.EndsWith(".Main(System.String[])", StringComparison.Ordinal));

    private static void Solve(List<StaticNode> component, HashSet<StaticNode> around, HashSet<StaticEdge> cut, int depth)
    {
        var members = new HashSet<StaticNode>(component);
        foreach (var node in component)
            node.Frequency += node.Incoming.Where(edge => around.Contains(edge.Caller) && !members.Contains(edge.Caller) && !cut.Contains(edge)).Sum(static edge => edge.Calls);
        var inner = component.SelectMany(static node => node.Outgoing).Where(edge => members.Contains(edge.Callee) && !cut.Contains(edge)).ToList();
        if (inner.Count == 0)
            return;

        // Where most of the calls come in, recursion begins: what calls that again is what comes round.
        var head = component.OrderByDescending(static node => node.Frequency).ThenBy(static node => node.Index).First();
        var entered = head.Frequency;
        var round = inner.Where(edge => edge.Callee == head).ToList();
        cut.UnionWith(round);
        if (depth < MostNested)
        {
            foreach (var part in Components.CallersFirst(component, cut))
                Solve(part, members, cut, depth + 1);
        }

        var share = entered > 0 ? round.Sum(static edge => edge.Calls) / entered : 0;
        var growth = 1 / (1 - Math.Min(share, MostGrowth));
        foreach (var node in component)
            node.Frequency *= growth;
    }
}
