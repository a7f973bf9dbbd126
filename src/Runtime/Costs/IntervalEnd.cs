using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>
/// One end of a node's intervals: three ways to tell where it is, weighted by the pinball loss of each so far, and a margin that goes out when a cost lay beyond and in
/// when not, so that in the long run as many lie beyond as should, whatever the costs do (quantile tracking: Angelopoulos, Candès, Tibshirani, "Conformal PID control
/// for time series prediction", 2023). Not thread-safe.
/// </summary>
internal struct IntervalEnd
{
    private const float LossRate = 0.01f, MostLoss = 10, Sharpness = 30;
    private const float LeastUnit = 0.01f, Tie = 1e-4f, FirstOffset = 2;
    private const float FirstStep = 1.5f, LeastStep = 0.09f;
    private const float FirstMarginStep = 0.3f, LeastMarginStep = 0.02f;
    private const int MostCounted = 1 << 20;

    private float _level;
    private float _offset;
    private float _margin;
    private Losses _losses;
    private int _count;

    /// <summary>Where the end is.</summary>
    /// <param name="upper">This is the high end.</param>
    /// <param name="pooled">Quantile of the costs in the call's contexts.</param>
    /// <param name="median">Expected cost.</param>
    /// <param name="unit">Expected error.</param>
    public readonly float At(bool upper, float pooled, float median, float unit)
    {
        var sign = upper ? 1 : -1;
        if (_count == 0) return pooled + (sign * unit);
        var least = Math.Min(_losses[0], Math.Min(_losses[1], _losses[2]));
        var (byContexts, byMedian, byNode) = (WeightOf(_losses[0] - least), WeightOf(_losses[1] - least), WeightOf(_losses[2] - least));
        var mixed = ((byContexts * pooled) + (byMedian * (median + (sign * _offset * unit))) + (byNode * _level)) / (byContexts + byMedian + byNode);
        return mixed + (sign * _margin * unit);
    }

    /// <summary>Takes in a cost, and what was foretold for it.</summary>
    /// <param name="upper">This is the high end.</param>
    /// <param name="forecast">Of this cost; known.</param>
    /// <param name="cost">What came, on the log scale.</param>
    /// <param name="tail">Share of costs that should lie beyond.</param>
    public void Learn(bool upper, in CostForecast forecast, float cost, float tail)
    {
        var sign = upper ? 1 : -1;
        var unit = forecast.Error;
        if (_count == 0) (_level, _offset) = (cost + (sign * unit), FirstOffset);
        var byMedian = forecast.Median + (sign * _offset * unit);
        var steps = MathF.Sqrt(1 + _count);
        var step = Math.Max(LeastStep, FirstStep / steps);

        Lose(ref _losses[0], sign * (cost - (upper ? forecast.PooledHigh : forecast.PooledLow)), unit, tail);
        Lose(ref _losses[1], sign * (cost - byMedian), unit, tail);
        Lose(ref _losses[2], sign * (cost - _level), unit, tail);
        _offset += step * Surplus(sign * (cost - byMedian), tail);
        _level += sign * step * unit * Surplus(sign * (cost - _level), tail);
        _margin += Math.Max(LeastMarginStep, FirstMarginStep / steps) * Surplus(sign * (cost - (upper ? forecast.High : forecast.Low)), tail);
        _count = Math.Min(_count + 1, MostCounted);
    }

    private static float Surplus(float beyond, float tail) => (beyond > Tie ? 1 : 0) - tail;

    private static void Lose(ref float loss, float beyond, float unit, float tail)
    {
        var pinball = (beyond > 0 ? (1 - tail) * beyond : -tail * beyond) / (unit + LeastUnit);
        loss += LossRate * (Math.Min(pinball, MostLoss) - loss);
    }

    private static float WeightOf(float loss) => MathF.Exp(-Sharpness * loss);

    [InlineArray(3)]
    internal struct Losses
    {
        private float _first;
    }
}
