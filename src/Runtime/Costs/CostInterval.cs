namespace ShadowGen.Costs;

/// <summary>What a call is expected to cost, on the log scale.</summary>
/// <param name="Median">As likely less as more.</param>
/// <param name="Low">Least cost of the interval.</param>
/// <param name="High">Most of it.</param>
internal readonly record struct CostInterval(float Median, float Low, float High);
