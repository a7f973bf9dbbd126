using ShadowGen.Prediction.Benchmarks.Needs;

namespace ShadowGen.Prediction.Benchmarks.Laws;

/// <summary>Median of the operation's last costs, and their outer quantiles as an interval; knows nothing of arguments.</summary>
internal sealed class RollingMedian(int operations, int window) : LawPredictor($"median of {window}")
{
    private readonly (Queue<double> Order, List<double> Sorted)[] _costs = [.. Enumerable.Range(0, operations).Select(_ => (new Queue<double>(), new List<double>()))];

    public override (double Cost, double Low, double High) Predict(in ArgumentCall call)
    {
        var sorted = _costs[call.Operation].Sorted;
        return sorted.Count == 0 ? (0, 0, double.PositiveInfinity) : (sorted[(sorted.Count - 1) / 2], At(NeedsScore.Tail), At(1 - NeedsScore.Tail));

        double At(double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    public override void Learn(in ArgumentCall call)
    {
        var (order, sorted) = _costs[call.Operation];
        if (order.Count == window) sorted.RemoveAt(sorted.BinarySearch(order.Dequeue()));
        order.Enqueue(call.Cost);
        var at = sorted.BinarySearch(call.Cost);
        sorted.Insert(at < 0 ? ~at : at, call.Cost);
    }
}

/// <summary>Exponentially weighted mean of the logarithms of the operation's costs; knows nothing of arguments.</summary>
internal sealed class MeanLog(int operations, double rate) : LawPredictor($"EWMA of logs {rate}")
{
    private readonly double[] _means = [.. Enumerable.Repeat(double.NaN, operations)];

    public override (double Cost, double Low, double High) Predict(in ArgumentCall call)
    {
        var mean = _means[call.Operation];
        return (double.IsNaN(mean) ? 0 : Math.Exp(mean) - 1, 0, double.PositiveInfinity);
    }

    public override void Learn(in ArgumentCall call)
    {
        ref var mean = ref _means[call.Operation];
        var log = Math.Log(1 + call.Cost);
        mean = double.IsNaN(mean) ? log : mean + (rate * (log - mean));
    }
}

/// <summary>
/// Recursive least squares on the same features, with or without forgetting: logarithm of cost on logarithms of sizes, or cost on sizes; each value of a code has an offset.
/// </summary>
internal sealed class RecursiveLeastSquares(bool[][] codes, double keep, bool ofLogarithms)
    : LawPredictor($"{(ofLogarithms ? LogLog : "least squares")}{(keep < 1 ? $" {keep}" : "")}")
{
    public const string LogLog = "log-log least squares";

    private const int CodeValues = 8;
    private const double Prior = 1e-3, MostVariance = 1e8;

    private readonly Operation?[] _operations = new Operation?[codes.Length];

    public override (double Cost, double Low, double High) Predict(in ArgumentCall call)
    {
        if (_operations[call.Operation] is not { } known) return (0, 0, double.PositiveInfinity);
        var value = Dot(known.Weights, Regressors(call));
        return (Math.Max(0, ofLogarithms ? Math.Exp(Math.Min(value, 100)) - 1 : value), 0, double.PositiveInfinity);
    }

    public override void Learn(in ArgumentCall call)
    {
        var x = Regressors(call);
        var known = _operations[call.Operation] ??= new(x.Length);
        var (weights, p) = (known.Weights, known.Covariance);
        var px = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++) px[i] += p[i, j] * x[j];
        }
        var scale = keep + Dot(px, x);
        var error = (ofLogarithms ? Math.Log(1 + call.Cost) : call.Cost) - Dot(weights, x);
        var grow = Trace(p) < MostVariance * x.Length ? keep : 1;
        for (var i = 0; i < x.Length; i++)
        {
            weights[i] += px[i] / scale * error;
            for (var j = 0; j < x.Length; j++) p[i, j] = (p[i, j] - (px[i] * px[j] / scale)) / grow;
        }
    }

    private double[] Regressors(in ArgumentCall call)
    {
        var kinds = codes[call.Operation];
        var x = new double[1 + kinds.Sum(k => k ? CodeValues : 1)];
        x[0] = 1;
        var at = 1;
        for (var i = 0; i < kinds.Length; i++)
        {
            var value = call.Arguments[i];
            if (kinds[i]) x[at + (int)((ulong)value % CodeValues)] = 1;
            else x[at] = ofLogarithms ? Math.Log(1 + Math.Abs((double)value)) : value;
            at += kinds[i] ? CodeValues : 1;
        }
        return x;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Trace(double[,] matrix) => Enumerable.Range(0, matrix.GetLength(0)).Sum(i => matrix[i, i]);

    private sealed class Operation
    {
        public readonly double[] Weights;
        public readonly double[,] Covariance;

        public Operation(int length)
        {
            Weights = new double[length];
            Covariance = new double[length, length];
            for (var i = 0; i < length; i++) Covariance[i, i] = 1 / Prior;
        }
    }
}
