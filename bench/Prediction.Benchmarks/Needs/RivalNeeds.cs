namespace ShadowGen.Prediction.Benchmarks.Needs;

/// <summary>The last cost of the operation.</summary>
internal sealed class LastCost(int operations) : NeedsPredictor
{
    private readonly double[] _last = new double[operations];

    public override string Name => "last";

    public override (double Cost, double Low, double High) Predict(in CallBegin call) => (_last[call.Operation], double.NaN, double.NaN);

    public override void Learn(in CallBegin call, double cost) => _last[call.Operation] = cost;
}

/// <summary>Exponentially weighted mean of the operation's costs, or of their logarithms.</summary>
internal sealed class ExponentialMean(int operations, double rate, bool ofLogarithms) : NeedsPredictor
{
    private readonly double[] _means = [.. Enumerable.Repeat(double.NaN, operations)];

    public override string Name => ofLogarithms ? $"EWMA of logs {rate}" : $"EWMA {rate}";

    public override (double Cost, double Low, double High) Predict(in CallBegin call)
    {
        var mean = _means[call.Operation];
        return (double.IsNaN(mean) ? 0 : ofLogarithms ? Math.Exp(mean) - 1 : mean, double.NaN, double.NaN);
    }

    public override void Learn(in CallBegin call, double cost)
    {
        ref var mean = ref _means[call.Operation];
        var value = ofLogarithms ? Math.Log(1 + cost) : cost;
        mean = double.IsNaN(mean) ? value : mean + (rate * (value - mean));
    }
}

/// <summary>Median of the last costs of the operation, or of the operation given its caller, and their outer quantiles as an interval.</summary>
internal sealed class RollingQuantiles(int window, bool byCaller) : NeedsPredictor
{
    private readonly Dictionary<(int, int), (Queue<double> Order, List<double> Sorted)> _costs = [];

    public override string Name => $"median of {window}{(byCaller ? " given caller" : "")}";

    public override (double Cost, double Low, double High) Predict(in CallBegin call)
    {
        if (!_costs.TryGetValue((call.Operation, byCaller ? call.Caller : 0), out var costs)) return (0, 0, double.PositiveInfinity);
        var sorted = costs.Sorted;
        return (sorted[(sorted.Count - 1) / 2], At(NeedsScore.Tail), At(1 - NeedsScore.Tail));

        double At(double q) => sorted[Math.Clamp((int)Math.Ceiling(q * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    public override void Learn(in CallBegin call, double cost)
    {
        var key = (call.Operation, byCaller ? call.Caller : 0);
        if (!_costs.TryGetValue(key, out var costs)) _costs[key] = costs = ([], []);
        if (costs.Order.Count == window) costs.Sorted.RemoveAt(costs.Sorted.BinarySearch(costs.Order.Dequeue()));
        costs.Order.Enqueue(cost);
        var at = costs.Sorted.BinarySearch(cost);
        costs.Sorted.Insert(at < 0 ? ~at : at, cost);
    }
}
