using System.Globalization;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes what is read of arguments: one expression for each feature, between commas.</summary>
internal static class FeatureText
{
    /// <param name="runtime">What stands before names of the runtime.</param>
    public static string Reads(EquatableArray<FeatureModel> features, EquatableArray<ParameterModel> parameters, string runtime) =>
        string.Join(", ", features.Select(feature => string.Format(CultureInfo.InvariantCulture, feature.Read, parameters[feature.Ordinal].Name, runtime)));
}
