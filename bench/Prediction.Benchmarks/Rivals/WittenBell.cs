namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>Markov with back-off by interpolation, each order's weight by its distinct outcomes (Witten and Bell, "The zero-frequency problem", 1991).</summary>
internal sealed class WittenBell(int order) : Blend($"order {order}", order)
{
    public override void Predict(ReadOnlySpan<ContextCounts?> contexts, Span<double> distribution)
    {
        Uniform(distribution);
        for (var k = 0; k <= Order; k++)
        {
            if (contexts[k] is not { } context) return;
            Step(context, distribution);
        }
    }

    /// <summary>One order further: what the lower orders say, and what this one counted.</summary>
    public static void Step(ContextCounts context, Span<double> distribution)
    {
        double all = context.Total + context.Distinct;
        var lower = context.Distinct / all;
        foreach (ref var p in distribution) p *= lower;
        for (var i = 0; i < context.Distinct; i++) distribution[context.Outcomes[i]] += context.Counts[i] / all;
    }

    /// <summary>The same for one outcome.</summary>
    public static double Step(ContextCounts context, int outcome, double lower) =>
        (context[outcome] + (context.Distinct * lower)) / (context.Total + context.Distinct);
}
