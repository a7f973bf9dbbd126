namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>A mixture of all orders' back-off distributions, weights by recent success (Herbster and Warmuth, "Tracking the best expert", 1998).</summary>
internal sealed class FixedShare : Blend
{
    private const double Share = 0.01;

    private readonly double[] _weights;
    private readonly double[] _lower;

    public FixedShare(int order)
        : base($"mix 0-{order}", order)
    {
        _weights = new double[order + 1];
        _lower = new double[order + 1];
        Array.Fill(_weights, 1.0 / _weights.Length);
    }

    public override void Predict(ReadOnlySpan<ContextCounts?> contexts, Span<double> distribution)
    {
        var sum = new double[distribution.Length];
        Uniform(distribution);
        for (var k = 0; k <= Order; k++)
        {
            if (contexts[k] is { } context) WittenBell.Step(context, distribution);
            for (var i = 0; i < sum.Length; i++) sum[i] += _weights[k] * distribution[i];
        }
        sum.CopyTo(distribution);
    }

    public override void Learn(ReadOnlySpan<ContextCounts?> contexts, int outcome, int outcomes)
    {
        var p = 1.0 / outcomes;
        var total = 0.0;
        for (var k = 0; k <= Order; k++)
        {
            if (contexts[k] is { } context) p = WittenBell.Step(context, outcome, p);
            _lower[k] = _weights[k] * p;
            total += _lower[k];
        }
        for (var k = 0; k <= Order; k++) _weights[k] = ((1 - Share) * _lower[k] / total) + (Share / _weights.Length);
    }
}
