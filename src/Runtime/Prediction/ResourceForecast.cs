using System.Globalization;

namespace ShadowGen;

/// <summary>What is expected of one resource, in nanoseconds or bytes.</summary>
/// <param name="Mean">The expected value; NaN when nothing was measured.</param>
/// <param name="StandardDeviation">The standard deviation around it; NaN when nothing was measured.</param>
/// <param name="Low">The low end of the interval that 90 of 100 such costs lie in; NaN when nothing was measured.</param>
/// <param name="High">The high end of that interval; NaN when nothing was measured.</param>
public readonly record struct ResourceForecast(double Mean, double StandardDeviation, double Low = double.NaN, double High = double.NaN)
{
    /// <summary>A forecast of what was never measured: NaN, not 0.</summary>
    public static ResourceForecast NotMeasured => new(double.NaN, double.NaN);

    /// <summary>False: nothing was measured that this could be told from.</summary>
    public bool IsMeasured => !double.IsNaN(Mean);

    /// <summary>One line for people, in invariant culture.</summary>
    public override string ToString() => IsMeasured ? string.Create(CultureInfo.InvariantCulture, $"{Mean:G4} ± {StandardDeviation:G4}") : "not measured";
}
