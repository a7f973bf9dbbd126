namespace ShadowGen.Shared.Graph;

/// <summary>
/// How often each member runs, from how often each of its callers does: in the order of the strongly connected components (Tarjan 1972), callers first. Within a
/// component, recursion is bounded: its matrix of frequencies is scaled down where it would call itself for ever, as Wu and Larus bound cyclic probabilities.
/// </summary>
internal static class CallFrequencies
{
    /// <summary>The largest factor by which one round of recursion grows: ten rounds are expected then.</summary>
    private const double MostGrowth = 0.9;

    private const int Rounds = 200;
    private const double Precision = 1e-6;

    /// <summary>What nothing in the source calls is begun by somebody else: as often as the program itself where it has no beginning of its own, and seldom where it has.</summary>
    private const double SeldomRoot = 0.01;

    public static void Solve(IReadOnlyList<StaticNode> nodes)
    {
        var roots = nodes.Where(static node => node.Incoming.All(edge => edge.Caller == node) || node.IsOutside).ToList();
        var hasEntry = nodes.Any(IsEntry);
        foreach (var node in nodes)
            node.Frequency = 0;
        foreach (var root in roots)
            root.Frequency = hasEntry ? SeldomRoot : 1;
        foreach (var entry in nodes.Where(IsEntry))
            entry.Frequency = 1;
        var all = nodes.Sum(static node => node.Frequency);
        foreach (var node in nodes)
            node.Frequency = all > 0 ? node.Frequency / all : 1.0 / nodes.Count;

        foreach (var component in Components.CallersFirst(nodes))
            Solve(component);

        var work = nodes.Sum(static node => node.Frequency * node.Cost);
        foreach (var node in nodes)
            node.Heat = work > 0 ? node.Frequency * node.Cost / work : 0;
    }

    private static bool IsEntry(StaticNode node) =>
        node.DocId.StartsWith("M:", StringComparison.Ordinal)
        && (node.DocId.EndsWith("{Main}$(System.String[])", StringComparison.Ordinal) || node.DocId.EndsWith(".Main", StringComparison.Ordinal) || node.DocId.EndsWith(".Main(System.String[])", StringComparison.Ordinal));

    private static void Solve(List<StaticNode> component)
    {
        var at = new Dictionary<StaticNode, int>();
        foreach (var node in component)
            at.Add(node, at.Count);
        var given = new double[component.Count];
        for (var i = 0; i < given.Length; i++)
            given[i] = component[i].Frequency + component[i].Incoming.Where(edge => !at.ContainsKey(edge.Caller)).Sum(static edge => edge.Calls);
        var inner = component.SelectMany(node => node.Outgoing).Where(edge => at.ContainsKey(edge.Callee))
            .Select(edge => (From: at[edge.Caller], To: at[edge.Callee], edge.Frequency)).ToList();
        var runs = inner.Count == 0 ? given : Recur(given, inner);
        for (var i = 0; i < runs.Length; i++)
            component[i].Frequency = runs[i];
    }

    private static double[] Recur(double[] given, List<(int From, int To, double Frequency)> inner)
    {
        var scale = Math.Min(1, MostGrowth / Math.Max(GrowthOf(given.Length, inner), double.Epsilon));
        var runs = (double[])given.Clone();
        for (var round = 0; round < Rounds; round++)
        {
            var next = (double[])given.Clone();
            foreach (var (from, to, frequency) in inner)
                next[to] += runs[from] * frequency * scale;
            var isDone = Enumerable.Range(0, next.Length).All(i => Math.Abs(next[i] - runs[i]) <= Precision * next[i]);
            runs = next;
            if (isDone)
                break;
        }

        return runs;
    }

    // The spectral radius by power iteration. The identity is added, and taken off again, so that a cycle of an even length converges as well.
    private static double GrowthOf(int count, List<(int From, int To, double Frequency)> inner)
    {
        var runs = Enumerable.Repeat(1.0, count).ToArray();
        var growth = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var next = (double[])runs.Clone();
            foreach (var (from, to, frequency) in inner)
                next[to] += runs[from] * frequency;
            growth = next.Max();
            for (var i = 0; i < count; i++)
                next[i] /= growth;
            runs = next;
        }

        return growth - 1;
    }
}
