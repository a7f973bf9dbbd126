namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>Prediction by partial matching, escapes by method C, with exclusion (Moffat, "Implementing the PPM data compression scheme", 1990).</summary>
internal sealed class PpmC(int order) : Blend($"PPM-C({order})", order)
{
    public override void Predict(ReadOnlySpan<ContextCounts?> contexts, Span<double> distribution)
    {
        const double open = -1;
        distribution.Fill(open);
        var escaped = 1.0;
        for (var k = Order; k >= 0 && escaped > 0; k--)
        {
            if (contexts[k] is not { } context) continue;
            var (total, distinct) = (0, 0);
            for (var i = 0; i < context.Distinct; i++)
            {
                if (distribution[context.Outcomes[i]] != open) continue;
                total += context.Counts[i];
                distinct++;
            }
            if (distinct == 0) continue;
            double all = total + distinct;
            for (var i = 0; i < context.Distinct; i++)
            {
                ref var p = ref distribution[context.Outcomes[i]];
                if (p == open) p = escaped * context.Counts[i] / all;
            }
            escaped *= distinct / all;
        }
        Rest(distribution, open, escaped);
    }

    // Outcomes that never came share what is left; if there are none, all share it.
    private static void Rest(Span<double> distribution, double open, double left)
    {
        var never = 0;
        foreach (var p in distribution) never += p == open ? 1 : 0;
        foreach (ref var p in distribution)
        {
            if (p == open) p = left / never;
            else if (never == 0) p /= 1 - left;
        }
    }
}
