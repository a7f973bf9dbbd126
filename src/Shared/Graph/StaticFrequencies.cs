namespace ShadowGen.Shared.Graph;

/// <summary>Invocations of each node, from roots downwards in a few damped rounds: recursion comes to a finite number.</summary>
internal static class StaticFrequencies
{
    private const int Rounds = 12;
    private const double Damping = 0.5;
    private const double Ceiling = 1e9;

    public static void Estimate(IReadOnlyList<StaticNode> nodes)
    {
        var entry = new double[nodes.Count];
        var roots = nodes.Where(static node => node.CalledBy.All(edge => edge.Caller == node)).ToList();
        foreach (var root in roots.Count > 0 ? roots : nodes)
            entry[root.Index] = 1.0 / (roots.Count > 0 ? roots.Count : nodes.Count);

        var frequency = (double[])entry.Clone();
        for (var round = 0; round < Rounds; round++)
        {
            var next = (double[])entry.Clone();
            foreach (var node in nodes)
            {
                foreach (var edge in node.CalledBy)
                    next[node.Index] = Math.Min(Ceiling, next[node.Index] + frequency[edge.Caller.Index] * edge.Frequency * (edge.Caller == node ? Damping / Math.Max(1, edge.Frequency) : 1));
            }

            frequency = next;
        }

        var work = frequency.Sum();
        foreach (var node in nodes)
        {
            node.Frequency = frequency[node.Index];
            node.Heat = work > 0 ? frequency[node.Index] / work : 0;
        }
    }
}
