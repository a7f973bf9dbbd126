namespace ShadowGen.Generator.Frequency;

/// <summary>
/// How often each node runs for one run of the entry, from the probabilities of the edges: the propagation of Wu and Larus (Static Branch Frequency and
/// Program Profile Analysis, MICRO 1994), inner loops first, each loop reduced to the probability of coming round again.
/// </summary>
internal static class NodeFrequencies
{
    /// <summary>No loop is taken to run more often than 1 / (1 - this) for each entry.</summary>
    public const double MostCyclic = 0.999;

    /// <returns>One number for each node; 0 where it is not reached.</returns>
    public static double[] Of(FlowGraph graph, Dominators dominators, LoopNest loops)
    {
        var frequency = new double[graph.Count];
        var cyclic = new double[graph.Count];
        foreach (var head in loops.Heads)
        {
            Propagate(graph, dominators, loops, head, node => loops.Contains(head, node), frequency, cyclic);
            var back = graph.In(head).Where(loops.IsBack).Sum(edge => frequency[edge.From] * edge.Probability);
            cyclic[head] = Math.Min(back, MostCyclic);
        }

        Propagate(graph, dominators, loops, 0, static _ => true, frequency, cyclic);
        return frequency;
    }

    private static void Propagate(FlowGraph graph, Dominators dominators, LoopNest loops, int start, Func<int, bool> isWithin, double[] frequency, double[] cyclic)
    {
        Array.Clear(frequency, 0, frequency.Length);
        for (var i = dominators.PositionOf(start); i < dominators.Order.Length; i++)
        {
            var node = dominators.Order[i];
            if (!isWithin(node))
                continue;
            var sum = node == start ? 1.0 : 0.0;
            if (node != start || start == 0)
            {
                // What comes round again is in the cyclic probability; what jumps back into the middle of a cycle is left out.
                foreach (var edge in graph.In(node))
                {
                    if (isWithin(edge.From) && dominators.IsReached(edge.From) && dominators.PositionOf(edge.From) < dominators.PositionOf(node))
                        sum += frequency[edge.From] * edge.Probability;
                }
            }

            frequency[node] = node != start || start == 0 ? sum / (1 - cyclic[node]) : sum;
        }
    }
}
