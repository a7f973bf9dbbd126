namespace ShadowGen.Allocation;

/// <summary>So many times the distance from a forecast to the high end of its interval that few bins pass it. Not thread-safe.</summary>
/// <param name="passed">Share of bins that may pass it.</param>
internal sealed class IntervalBound(double passed)
{
    private const double Step = 0.5;
    private const double First = 1.5, Least = 0.25, Most = 6;

    /// <summary>How many times.</summary>
    public double Times { get; private set; } = First;

    /// <summary>The bound for the bin to come.</summary>
    public double Value { get; set; }

    public void Learn(double use) => Times = Math.Clamp(Times + (Step * ((use > Value ? 1 : 0) - passed)), Least, Most);
}
