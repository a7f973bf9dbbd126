namespace ShadowGen.Prediction.Benchmarks.Arrivals;

/// <summary>Foretells the mean rate over the next minutes of one series, learning as it goes.</summary>
internal abstract class ArrivalRival
{
    /// <summary>Takes in the rate of the next minute.</summary>
    public abstract void Learn(double rate);

    /// <summary>The mean over the next <paramref name="horizon"/> minutes.</summary>
    public abstract double Predict(int horizon);
}

internal sealed class LastValue : ArrivalRival
{
    private double _last;

    public override void Learn(double rate) => _last = rate;

    public override double Predict(int horizon) => _last;
}

internal sealed class ExponentialAverage(double gain) : ArrivalRival
{
    private double _mean;
    private int _count;

    public override void Learn(double rate) => _mean += Math.Max(gain, 1.0 / ++_count) * (rate - _mean);

    public override double Predict(int horizon) => _mean;
}

/// <summary>What came one period ago; before there is one, the last value.</summary>
internal sealed class SeasonalNaive(int period) : ArrivalRival
{
    private readonly double[] _ring = new double[period];
    private int _count;

    public override void Learn(double rate) => _ring[_count++ % period] = rate;

    public override double Predict(int horizon)
    {
        if (_count < period) return _ring[(_count - 1) % period];
        var sum = 0.0;
        for (var i = 0; i < horizon; i++) sum += _ring[(_count + i) % period];
        return sum / horizon;
    }
}
