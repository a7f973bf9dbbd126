using System.Globalization;
using ShadowGen.Shared.Model;

namespace ShadowGen;

/// <summary>How a cost grows with an argument: as that to the power of <see cref="Exponent"/>, above what every call costs.</summary>
/// <remarks>n log n is about 1.1 where n is between 100 and 100,000: its slope there on logarithmic scales, 1 + 1 / ln n.</remarks>
public readonly record struct GrowthLaw
{
    private readonly string? _feature;

    internal GrowthLaw(string feature, double exponent, double standardError, long samples) =>
        (_feature, Exponent, StandardError, Samples) = (feature, exponent, standardError, samples);

    /// <summary>The argument, as the source names it: <c>text.Length</c>; empty when no law is known.</summary>
    public string Feature => _feature ?? "";

    /// <summary>The slope of the logarithm of the growing part of the cost on that of the argument, where that part is most of the cost; 0 when no law is known.</summary>
    public double Exponent { get; }

    /// <summary>Standard error of the exponent.</summary>
    public double StandardError { get; }

    /// <summary>Measured calls that told it.</summary>
    public long Samples { get; }

    /// <summary>False: no argument foretells the cost better than the median of all calls does.</summary>
    public bool IsKnown => _feature is not null;

    /// <summary>Grows faster than n log n does, by more than chance explains.</summary>
    public bool IsSuperlinear => IsKnown && Exponent - (2 * StandardError) > ModelGrowth.LargestLinear;

    /// <summary>One line for people, in invariant culture: <c>grows as text.Length^1.02 ± 0.03</c>.</summary>
    public override string ToString() =>
        IsKnown ? string.Create(CultureInfo.InvariantCulture, $"grows as {Feature}^{Exponent:F2} ± {StandardError:F2}") : "no law known";
}
