namespace ShadowGen.Costs;

/// <summary>How forecasts of costs did, each checked when the cost came.</summary>
/// <param name="Count">Costs that were foretold.</param>
/// <param name="Inside">How many lay in their interval.</param>
/// <param name="Bias">Sum of ln((1 + cost) / (1 + median)): above 0 when costs were foretold too low.</param>
/// <param name="Error">Sum of its magnitude.</param>
/// <param name="Pinball">Sum of the pinball losses of both ends, on the log scale.</param>
internal readonly record struct CostScore(long Count, long Inside, double Bias, double Error, double Pinball)
{
    /// <summary>Share of costs that lay in their interval; NaN when none was foretold.</summary>
    public double Coverage => Inside / (double)Count;

    /// <summary>Geometric mean of cost over median; NaN when none was foretold.</summary>
    public double BiasFactor => Math.Exp(Bias / Count);

    /// <summary>Geometric mean of the factors by which medians were off; NaN when none was foretold.</summary>
    public double ErrorFactor => Math.Exp(Error / Count);

    /// <summary>Mean pinball loss; NaN when none was foretold.</summary>
    public double MeanPinball => Pinball / Count;

    /// <summary>How one forecast did.</summary>
    /// <param name="forecast">What was foretold.</param>
    /// <param name="cost">What came, on the log scale.</param>
    /// <param name="lowTail">Share of costs that should lie below.</param>
    /// <param name="highTail">Share of costs that should lie above.</param>
    public static CostScore Of(in CostInterval forecast, float cost, float lowTail, float highTail)
    {
        var bias = cost - forecast.Median;
        var (below, above) = (forecast.Low - cost, cost - forecast.High);
        return new(1, Math.Max(below, above) <= LogCost.Tie ? 1 : 0, bias, Math.Abs(bias), Math.Max(below, 0) + Math.Max(above, 0) - (lowTail * below) - (highTail * above));
    }

    public static CostScore operator +(in CostScore a, in CostScore b) =>
        new(a.Count + b.Count, a.Inside + b.Inside, a.Bias + b.Bias, a.Error + b.Error, a.Pinball + b.Pinball);
}
