namespace ShadowGen.Graph;

/// <summary>
/// Running profile of one node and resource: weighted mean and variance in one pass (West, "Updating mean and variance estimates: an improved
/// method", CACM 1979; Welford's recurrence with weights), extremes, and a quantile sketch. Engine thread only.
/// </summary>
internal sealed class ProfileAccumulator
{
    private readonly QuantileSketch _sketch = new();
    private double _sumOfSquares;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    public ProfileAccumulator()
    {
    }

    /// <summary>One that has seen what is told of it.</summary>
    /// <param name="samples">Calls that were measured; above 0.</param>
    /// <param name="weight">Calls that those stand for; above 0.</param>
    /// <param name="mean">Of those.</param>
    /// <param name="variance">Over samples, as <see cref="Variance"/>; NaN for none.</param>
    /// <param name="range">Least and greatest.</param>
    /// <param name="quantiles">The calls by cost.</param>
    public ProfileAccumulator(long samples, double weight, double mean, double variance, (double Min, double Max) range, QuantileSketch quantiles)
    {
        (SampleCount, Weight, Mean, _min, _max) = (samples, weight, mean, range.Min, range.Max);
        _sumOfSquares = samples < 2 || double.IsNaN(variance) ? 0 : variance * weight * (samples - 1) / samples;
        _sketch.Merge(quantiles);
    }

    public double Min => _min;

    public double Max => _max;

    /// <summary>Sum of squared distances from the mean, over weights.</summary>
    public double SumOfSquares => _sumOfSquares;

    public QuantileSketch Quantiles => _sketch;

    public long SampleCount { get; private set; }

    public double Weight { get; private set; }

    public double Mean { get; private set; }

    public bool IsPartial { get; set; }

    /// <summary>The variance over calls; NaN until two calls were measured.</summary>
    public double Variance => SampleCount < 2 ? double.NaN : _sumOfSquares / Weight * SampleCount / (SampleCount - 1);

    /// <param name="value">Not negative: what a clock that stepped back would give counts as 0.</param>
    /// <param name="weight">Calls that this one stands for; finite, above 0.</param>
    public void Add(long value, double weight)
    {
        var x = (double)Math.Max(0, value);
        SampleCount++;
        Weight += weight;
        var delta = x - Mean;
        Mean += delta * weight / Weight;
        _sumOfSquares += weight * delta * (x - Mean);
        _min = Math.Min(_min, x);
        _max = Math.Max(_max, x);
        _sketch.Add(x, weight);
    }

    /// <summary>Takes in what another one has seen (Chan, Golub, LeVeque 1979, the pairwise form).</summary>
    public void Merge(ProfileAccumulator other)
    {
        if (other.SampleCount == 0) return;
        var weight = Weight + other.Weight;
        var delta = other.Mean - Mean;
        _sumOfSquares += other._sumOfSquares + (delta * delta * Weight * other.Weight / weight);
        Mean += delta * other.Weight / weight;
        Weight = weight;
        SampleCount += other.SampleCount;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
        IsPartial |= other.IsPartial;
        _sketch.Merge(other._sketch);
    }

    /// <summary>The values as of now. Quantiles lie between the extremes that were seen.</summary>
    public ProfileValues Read()
    {
        if (SampleCount == 0) return ProfileValues.NotMeasured;
        Span<double> quantiles = stackalloc double[3];
        _sketch.Quantiles([0.5, 0.9, 0.99], quantiles);
        return new()
        {
            SampleCount = SampleCount,
            Min = _min,
            Max = _max,
            Mean = Mean,
            StandardDeviation = Math.Sqrt(Variance),
            P50 = Math.Clamp(quantiles[0], _min, _max),
            P90 = Math.Clamp(quantiles[1], _min, _max),
            P99 = Math.Clamp(quantiles[2], _min, _max),
            ExactTotal = double.NaN,
            IsPartial = IsPartial,
        };
    }
}
