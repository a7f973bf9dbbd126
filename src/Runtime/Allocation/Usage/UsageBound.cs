namespace ShadowGen.Allocation;

/// <summary>
/// A bound that use passes in few bins, the lower one of two on average. One is so many times the distance from what is foretold to the high end of its interval; the other is what is foretold and a quantile of how
/// much more, in proportion, was used than foretold, which does not mind an outlier. How many times, and which quantile, is learned from how often each was passed, as in adaptive conformal inference (Gibbs,
/// Candès 2021): so both hold, whatever the model. Not thread-safe.
/// </summary>
/// <param name="small">A use that is as good as none: what is foretold below it is no measure of how much more may come.</param>
/// <param name="passed">Share of bins that may pass it.</param>
internal sealed class UsageBound(double small, double passed)
{
    private const double MeanGain = 0.01;

    private readonly IntervalBound _interval = new(passed);
    private readonly QuantileBound _quantile = new(passed);
    private double _intervalMean;
    private double _quantileMean;
    private double _mean = double.NaN;

    /// <summary>The bound for the bins to come; NaN before a forecast.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>What was used in the bin that the bound was for.</summary>
    public void Learn(double use)
    {
        if (double.IsNaN(_mean)) return;
        _interval.Learn(use);
        _quantile.Learn(use, (use - _mean) / (_mean + small));
        _intervalMean += MeanGain * (_interval.Value - _intervalMean);
        _quantileMean += MeanGain * (_quantile.Value - _quantileMean);
    }

    /// <summary>A new forecast comes, the nearest horizon first.</summary>
    public void Begin()
    {
        _mean = Value = double.NaN;
        _interval.Value = _quantile.Value = 0;
    }

    /// <summary>What is foretold for a horizon: the bound holds for all of them.</summary>
    public void Foretell(double mean, double high)
    {
        if (double.IsNaN(_mean)) _mean = mean;
        _interval.Value = Math.Max(_interval.Value, mean + (_interval.Times * Math.Max(0, high - mean)));
        _quantile.Value = Math.Max(_quantile.Value, mean + (_quantile.Excess * (mean + small)));
        Value = _quantileMean <= _intervalMean ? _quantile.Value : _interval.Value;
    }
}
