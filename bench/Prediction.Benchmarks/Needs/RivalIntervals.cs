namespace ShadowGen.Prediction.Benchmarks.Needs;

/// <summary>
/// A histogram of each operation's costs, old ones weighing less, as the Kubernetes Vertical Pod Autoscaler keeps it: bins that grow by 5 %. There a weight halves in a day; here
/// in 500 calls.
/// </summary>
internal sealed class DecayedHistogram(int operations) : NeedsPredictor
{
    private const int Bins = 600;
    private const double HalfLife = 500;
    private static readonly double LogGrowth = Math.Log(1.05);

    private readonly double[]?[] _bins = new double[operations][];
    private readonly double[] _weights = new double[operations];

    public override string Name => "decayed histogram";

    public override (double Cost, double Low, double High) Predict(in CallBegin call) =>
        _bins[call.Operation] is { } bins ? (Quantile(bins, 0.5), Quantile(bins, NeedsScore.Tail), Quantile(bins, 1 - NeedsScore.Tail)) : (0, 0, double.PositiveInfinity);

    // Weights grow instead of old ones shrinking, and all are scaled before they get too large.
    public override void Learn(in CallBegin call, double cost)
    {
        var bins = _bins[call.Operation] ??= new double[Bins];
        ref var weight = ref _weights[call.Operation];
        weight = weight == 0 ? 1 : weight * Math.Pow(2, 1 / HalfLife);
        bins[Math.Clamp((int)(Math.Log(1 + cost) / LogGrowth), 0, Bins - 1)] += weight;
        if (weight < 1e100) return;
        for (var i = 0; i < Bins; i++) bins[i] /= weight;
        weight = 1;
    }

    private static double Quantile(double[] bins, double share)
    {
        var left = share * bins.Sum();
        var bin = -1;
        while (left > 0 && bin < Bins - 1) left -= bins[++bin];
        return Math.Exp((bin + 0.5) * LogGrowth) - 1;
    }
}

/// <summary>An exponentially weighted mean of logarithms, and as interval the outer quantiles of its last 500 errors, for each operation (split conformal prediction).</summary>
internal sealed class SplitConformal(int operations) : NeedsPredictor
{
    private const double Rate = 0.1;

    private readonly ExponentialMean _mean = new(operations, Rate, ofLogarithms: true);
    private readonly RollingQuantiles _errors = new(500, byCaller: false);

    public override string Name => "split conformal";

    public override (double Cost, double Low, double High) Predict(in CallBegin call)
    {
        var mean = _mean.Predict(call).Cost;
        var (_, low, high) = _errors.Predict(call);
        return double.IsFinite(high) ? (mean, (Math.Exp(low) * (1 + mean)) - 1, (Math.Exp(high) * (1 + mean)) - 1) : (mean, 0, high);
    }

    public override void Learn(in CallBegin call, double cost)
    {
        _errors.Learn(call, Math.Log((1 + cost) / (1 + _mean.Predict(call).Cost)));
        _mean.Learn(call, cost);
    }
}
