namespace ShadowGen.Prediction;

/// <summary>A sum over roots of one resource's use per second, with its interval.</summary>
internal struct DemandSum
{
    /// <summary>90 % of a normal distribution lie within so many standard deviations.</summary>
    public const double NormalWidth = 1.6448536269514722;

    private double _mean;
    private double _varianceOfNeeds;
    private Side _low;
    private Side _high;
    private bool _isMeasured;

    /// <summary>Calls per second as a forecast: the standard deviation is the one that a normal distribution with this interval has.</summary>
    public static ResourceForecast OfRate(double mean, double low, double high) => new(mean, (high - low) / (2 * NormalWidth), low, high);

    /// <summary>What calls at a rate use, a second.</summary>
    public static ResourceForecast Use(in ResourceForecast calls, in ResourceForecast need, double horizonSeconds)
    {
        var sum = default(DemandSum);
        sum.Add(calls, need, horizonSeconds);
        return sum.ToForecast(0);
    }

    /// <summary>Adds the use of one root. Over a horizon, needs of single calls come E[N] = rate · horizon times in it, and vary by themselves.</summary>
    /// <param name="calls">Its calls per second.</param>
    /// <param name="need">What one of them needs.</param>
    /// <param name="horizonSeconds">What the rate is an average over.</param>
    public void Add(in ResourceForecast calls, in ResourceForecast need, double horizonSeconds)
    {
        if (!need.IsMeasured) return;
        _isMeasured = true;
        _mean += calls.Mean * need.Mean;
        _low.Add((calls.Mean - calls.Low) * need.Mean);
        _high.Add((calls.High - calls.Mean) * need.Mean);
        if (double.IsFinite(need.StandardDeviation)) _varianceOfNeeds += calls.Mean * need.StandardDeviation * need.StandardDeviation / horizonSeconds;
    }

    /// <param name="correlation">Of the errors of the roots' rates.</param>
    public readonly ResourceForecast ToForecast(double correlation)
    {
        if (!_isMeasured) return ResourceForecast.NotMeasured;
        var own = NormalWidth * NormalWidth * _varianceOfNeeds;
        var below = Math.Sqrt(own + _low.Squared(correlation));
        var above = Math.Sqrt(own + _high.Squared(correlation));
        return new(_mean, (below + above) / (2 * NormalWidth), Math.Max(0, _mean - below), _mean + above);
    }

    // Distances from the mean to one end.
    private struct Side
    {
        private double _sum;
        private double _squares;

        public void Add(double distance)
        {
            _sum += distance;
            _squares += distance * distance;
        }

        public readonly double Squared(double correlation) => ((1 - correlation) * _squares) + (correlation * _sum * _sum);
    }
}
