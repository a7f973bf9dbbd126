namespace ShadowGen.Allocation;

/// <summary>
/// A bound that use passes in few bins: what is foretold, and on top of it a quantile of how much more, in proportion, was used than foretold in the last bins. Which quantile is learned from how often the bound was
/// passed, as in adaptive conformal inference (Gibbs, Candès 2021), so that it holds whatever the model; being a quantile, it does not mind an outlier. Not thread-safe.
/// </summary>
internal sealed class UsageBound
{
    private const int Window = 240;
    private const double Step = 0.02;
    private const double LeastTail = 1.0 / Window, MostTail = 0.2;

    private readonly double[] _excess = new double[Window];
    private readonly double[] _sorted = new double[Window];
    private readonly double _small;
    private readonly double _passed;
    private double _tail;
    private double _mean = double.NaN;
    private double _quantile;
    private int _count;

    /// <param name="small">A use that is as good as none: what is foretold below it is no measure of how much more may come.</param>
    /// <param name="passed">Share of bins that may pass it.</param>
    public UsageBound(double small, double passed)
    {
        _small = small;
        _passed = _tail = passed;
    }

    /// <summary>The bound for the bins to come.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>What was used in the bin that the bound was for.</summary>
    public void Learn(double use)
    {
        if (double.IsNaN(_mean)) return;
        _tail = Math.Clamp(_tail - (Step * ((use > Value ? 1 : 0) - _passed)), LeastTail, MostTail);
        _excess[_count++ % Window] = (use - _mean) / (_mean + _small);
        var length = Math.Min(_count, Window);
        _excess.AsSpan(0, length).CopyTo(_sorted);
        _sorted.AsSpan(0, length).Sort();
        _quantile = _sorted[Math.Clamp((int)Math.Ceiling((1 - _tail) * (length + 1)) - 1, 0, length - 1)];
    }

    /// <summary>A new forecast comes, the nearest horizon first.</summary>
    public void Begin() => _mean = Value = double.NaN;

    /// <summary>What is foretold for a horizon: the bound holds for all of them.</summary>
    public void Foretell(double mean)
    {
        if (double.IsNaN(_mean)) _mean = mean;
        var bound = Math.Max(0, mean + (_quantile * (mean + _small)));
        Value = double.IsNaN(Value) ? bound : Math.Max(Value, bound);
    }
}
