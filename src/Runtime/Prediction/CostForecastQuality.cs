using ShadowGen.Costs;

namespace ShadowGen;

/// <summary>How forecasts of one resource held. Immutable.</summary>
public readonly record struct CostForecastQuality
{
    internal CostForecastQuality(in CostScore score) => (Count, Coverage, Bias, Error) = (score.Count, score.Coverage, score.BiasFactor, score.ErrorFactor);

    /// <summary>Costs that were foretold and then measured.</summary>
    public long Count { get; }

    /// <summary>Share of costs that lay in their 90 % interval, 0 to 1; NaN when none was foretold.</summary>
    public double Coverage { get; }

    /// <summary>Geometric mean of measured over foretold: above 1, forecasts were too low. NaN when none was foretold.</summary>
    public double Bias { get; }

    /// <summary>Geometric mean of the factors by which forecasts were off, 1 or more; NaN when none was foretold.</summary>
    public double Error { get; }
}
