using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>
/// One end of a node's intervals: five ways to tell where it is, weighted by the pinball loss of each so far, and a margin that goes out when a cost lay beyond and in
/// when not, so that in the long run as many lie beyond as should, whatever the costs do (quantile tracking: Angelopoulos, Candès, Tibshirani, "Conformal PID control
/// for time series prediction", 2023). There are two margins, a slow and a fast one, of which that with
/// the smaller pinball loss counts. Not thread-safe.
/// </summary>
internal struct IntervalEnd
{
    /// <summary>With fewer costs than this, an end leans on those of other nodes that had as few.</summary>
    public const int Few = 32;

    private const int Ways = 5, SlowMargin = Ways, FastMargin = Ways + 1;
    private const float LossRate = 0.001f, MarginLossRate = 0.003f, MostLoss = 100, LeastLoss = 1e-4f, Sharpness = 100;
    private const float FirstOffset = 2, FirstStep = 1.5f, LeastStep = 0.09f;
    private const float FirstSlowStep = 0.1f, LeastSlowStep = 0.02f, FirstFastStep = 0.4f, LeastFastStep = 0.03f;
    private const int MostCounted = 1 << 20;

    private float _level;
    private float _offset;
    private float _slow;
    private float _fast;
    private Losses _losses;
    private int _count;

    /// <summary>Costs that were taken in, at most 2^20.</summary>
    public readonly int Count => _count;

    /// <summary>Where the end is.</summary>
    /// <param name="upper">This is the high end.</param>
    /// <param name="quantiles">Of the costs in the call's contexts.</param>
    /// <param name="median">Expected cost.</param>
    /// <param name="unit">Expected error.</param>
    /// <param name="common">Where the ends of nodes with as few costs as this lie: expected errors away from the median.</param>
    public readonly float At(bool upper, in EndQuantiles quantiles, float median, float unit, float common)
    {
        var sign = upper ? 1 : -1;
        var few = median + (sign * common * unit);
        if (_count == 0) return few;
        Span<float> ends = stackalloc float[Ways];
        Tell(upper, quantiles, median, unit, ends);
        var end = Mixed(ends) + (sign * Margin() * unit);
        return _count >= Few ? end : few + ((end - few) * _count / Few);
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
        Span<float> ends = stackalloc float[Ways];
        Tell(upper, upper ? forecast.Highs : forecast.Lows, forecast.Median, unit, ends);
        var beyond = sign * (cost - Mixed(ends));
        var (beyondSlow, beyondFast) = (beyond - (_slow * unit), beyond - (_fast * unit));
        var first = 1 / (2f + _count);
        for (var i = 0; i < Ways; i++) Lose(ref _losses[i], sign * (cost - ends[i]), Math.Max(LossRate, first), tail);
        Lose(ref _losses[SlowMargin], beyondSlow, Math.Max(MarginLossRate, first), tail);
        Lose(ref _losses[FastMargin], beyondFast, Math.Max(MarginLossRate, first), tail);

        var scale = 1 / MathF.Sqrt(1 + _count);
        var step = Math.Max(LeastStep, FirstStep * scale);
        _offset += step * Surplus(sign * (cost - ends[1]), tail);
        _level += sign * step * unit * Surplus(sign * (cost - ends[2]), tail);
        _slow += Math.Max(LeastSlowStep, FirstSlowStep * scale) * Surplus(beyondSlow, tail);
        _fast += Math.Max(LeastFastStep, FirstFastStep * scale) * Surplus(beyondFast, tail);
        _count = Math.Min(_count + 1, MostCounted);
    }

    /// <summary>Takes a common shift over.</summary>
    public void Follow(float change) => _level = LogCost.Scale(_level, change);

    /// <summary>How far too many lay beyond: 1 less the tail for a cost beyond, minus the tail for another.</summary>
    /// <param name="beyond">How far the cost was beyond the end; what is as near as rounding is not.</param>
    /// <param name="tail">Share of costs that should lie beyond.</param>
    public static float Surplus(float beyond, float tail) => (beyond > LogCost.Tie ? 1 : 0) - tail;

    private readonly void Tell(bool upper, in EndQuantiles quantiles, float median, float unit, Span<float> ends)
    {
        ends[0] = quantiles.Pooled;
        ends[1] = median + ((upper ? _offset : -_offset) * unit);
        ends[2] = _level;
        ends[3] = quantiles.Operation;
        ends[4] = quantiles.Caller;
    }

    private readonly float Mixed(ReadOnlySpan<float> ends)
    {
        var least = float.PositiveInfinity;
        for (var i = 0; i < Ways; i++) least = Math.Min(least, _losses[i]);
        var (sum, weights) = (0f, 0f);
        for (var i = 0; i < Ways; i++)
        {
            var weight = WeightOf(_losses[i], least);
            sum += weight * ends[i];
            weights += weight;
        }
        return sum / weights;
    }

    private readonly float Margin() => _losses[SlowMargin] <= _losses[FastMargin] ? _slow : _fast;

    private static float WeightOf(float loss, float least) => MathF.Exp(-Sharpness * (loss - least) / (least + LeastLoss));

    private static void Lose(ref float loss, float beyond, float rate, float tail) =>
        loss += rate * (Math.Min(MostLoss, beyond > 0 ? (1 - tail) * beyond : -tail * beyond) - loss);

    [InlineArray(Ways + 2)]
    internal struct Losses
    {
        private float _first;
    }
}
