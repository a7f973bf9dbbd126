namespace ShadowGen.Costs;

/// <summary>What a call is expected to cost, on the log scale.</summary>
/// <param name="Median">As likely less as more; infinite when nothing is known.</param>
/// <param name="Low">Least cost of the interval.</param>
/// <param name="High">Most of the interval; infinite when nothing is known.</param>
/// <param name="PooledLow">The low quantile of the costs in the call's contexts, from which <paramref name="Low"/> was made.</param>
/// <param name="PooledHigh">The high quantile of them.</param>
/// <param name="Error">Expected distance of the median from the cost.</param>
internal readonly record struct CostForecast(float Median, float Low, float High, float PooledLow, float PooledHigh, float Error)
{
    public bool IsKnown => float.IsFinite(Median);
}
