namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>
/// Context-tree weighting (Willems, Shtarkov and Tjalkens, 1995) over calls instead of bits: in each context, what it estimates itself against what the longer
/// context says, by how well either did there. The estimator is Krichevsky–Trofimov's with its half count divided among the outcomes.
/// </summary>
/// <param name="slot">Which <see cref="ContextCounts.OwnOdds"/> this tree keeps.</param>
internal sealed class ContextTree(int order, int slot) : Blend($"CTW({order})", order)
{
    private const double HalfCount = 0.5;

    public override void Predict(ReadOnlySpan<ContextCounts?> contexts, Span<double> distribution)
    {
        var deepest = Deepest(contexts);
        if (deepest < 0)
        {
            Uniform(distribution);
            return;
        }
        var own = new double[distribution.Length];
        Estimate(contexts[deepest]!, distribution);
        for (var k = deepest - 1; k >= 0; k--)
        {
            var context = contexts[k]!;
            Estimate(context, own);
            var share = Share(context);
            for (var i = 0; i < own.Length; i++) distribution[i] = (share * own[i]) + ((1 - share) * distribution[i]);
        }
    }

    public override void Learn(ReadOnlySpan<ContextCounts?> contexts, int outcome, int outcomes)
    {
        var deepest = Deepest(contexts);
        if (deepest < 0) return;
        var longer = Estimate(contexts[deepest]!, outcome, outcomes);
        for (var k = deepest - 1; k >= 0; k--)
        {
            var context = contexts[k]!;
            var own = Estimate(context, outcome, outcomes);
            var share = Share(context);
            ref var odds = ref context.OwnOdds[slot];
            odds = Math.Clamp(odds * own / longer, 1e-12, 1e12);
            longer = (share * own) + ((1 - share) * longer);
        }
    }

    private int Deepest(ReadOnlySpan<ContextCounts?> contexts)
    {
        var deepest = -1;
        while (deepest < Order && contexts[deepest + 1] is not null) deepest++;
        return deepest;
    }

    private double Share(ContextCounts context) => context.OwnOdds[slot] / (1 + context.OwnOdds[slot]);

    private static double Estimate(ContextCounts context, int outcome, int outcomes) => (context[outcome] + (HalfCount / outcomes)) / (context.Total + HalfCount);

    private static void Estimate(ContextCounts context, Span<double> distribution)
    {
        distribution.Fill(HalfCount / distribution.Length / (context.Total + HalfCount));
        for (var i = 0; i < context.Distinct; i++) distribution[context.Outcomes[i]] += context.Counts[i] / (context.Total + HalfCount);
    }
}
