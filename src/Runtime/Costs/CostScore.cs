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

    /// <summary>With one more forecast.</summary>
    /// <param name="forecast">What was foretold.</param>
    /// <param name="cost">What came, on the log scale.</param>
    /// <param name="lowTail">Share of costs that should lie below.</param>
    /// <param name="highTail">Share of costs that should lie above.</param>
    public CostScore With(in CostInterval forecast, float cost, float lowTail, float highTail)
    {
        var bias = cost - forecast.Median;
        return new(
            Count + 1,
            Inside + (cost >= forecast.Low - LogCost.Tie && cost <= forecast.High + LogCost.Tie ? 1 : 0),
            Bias + bias,
            Error + Math.Abs(bias),
            Pinball + PinballOf(forecast.Low - cost, lowTail) + PinballOf(cost - forecast.High, highTail));
    }

    private static float PinballOf(float beyond, float tail) => beyond > 0 ? (1 - tail) * beyond : -tail * beyond;
}
