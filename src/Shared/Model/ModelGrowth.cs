namespace ShadowGen.Shared.Model;

/// <summary>How a measured cost grows with one argument: as its size to the power of <paramref name="Exponent"/>.</summary>
/// <param name="Feature">The argument, as the source names it: <c>text.Length</c>; empty where names are hashed.</param>
/// <param name="Resource">The lane of the law: CPU time, elapsed time, allocated bytes, network bytes.</param>
/// <param name="Exponent">The slope of the logarithm of the cost on that of the size, other arguments being equal.</param>
/// <param name="StandardError">Of the exponent.</param>
/// <param name="Calls">Measured calls that told it.</param>
internal sealed record ModelGrowth(string Feature, int Resource, double Exponent, double StandardError, long Calls)
{
    /// <summary>Where n log n ends, whose slope is 1.1 for n from 100 to 100,000, and what grows faster begins.</summary>
    public const double LargestLinear = 1.2;

    /// <summary>Grows faster than n log n does, by more than chance explains.</summary>
    public bool IsSuperlinear => Exponent - (2 * StandardError) > LargestLinear;

    /// <summary>Names of <see cref="Resource"/>, as messages write them.</summary>
    public static readonly string[] Resources = ["CPU", "elapsed time", "allocated bytes", "network bytes"];

    /// <summary>The growth that matters most: of the first resource that grows faster than n log n with any argument, the one with the greatest exponent; null where none does.</summary>
    /// <param name="method">Says what the arguments are.</param>
    /// <param name="laws">All laws of the method.</param>
    public static ModelGrowth? Superlinear(ModelMethod method, IReadOnlyList<KeyValuePair<string, ModelLaw>> laws)
    {
        var features = method.Features.Split(',');
        for (var resource = 0; resource < Resources.Length; resource++)
        {
            ModelGrowth? found = null;
            for (var feature = 0; feature < features.Length; feature++)
            {
                if (GrowthFit.Fit(features, laws, feature, resource) is { IsSuperlinear: true } growth && (found is null || growth.Exponent > found.Exponent)) found = growth;
            }
            if (found is not null) return found;
        }
        return null;
    }
}
