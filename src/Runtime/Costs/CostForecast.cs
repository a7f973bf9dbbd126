namespace ShadowGen.Costs;

/// <summary>What a call is expected to cost, on the log scale.</summary>
/// <param name="Median">As likely less as more; infinite when nothing is known.</param>
/// <param name="Low">Least cost of the interval.</param>
/// <param name="High">Most of the interval; infinite when nothing is known.</param>
/// <param name="Lows">The low quantiles from which <paramref name="Low"/> was made.</param>
/// <param name="Highs">The high quantiles.</param>
/// <param name="Error">Expected distance of the median from the cost.</param>
internal readonly record struct CostForecast(float Median, float Low, float High, EndQuantiles Lows, EndQuantiles Highs, float Error)
{
    public bool IsKnown => float.IsFinite(Median);
}

/// <summary>One outer quantile of costs, told in several ways.</summary>
/// <param name="Pooled">Of the last costs in all of the call's contexts.</param>
/// <param name="Operation">Of the long sample of the operation.</param>
/// <param name="Caller">Of the long sample of the operation when this caller calls it.</param>
internal readonly record struct EndQuantiles(float Pooled, float Operation, float Caller);
