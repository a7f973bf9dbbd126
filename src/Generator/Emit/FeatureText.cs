using System.Globalization;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes what is read of arguments: one expression for each feature, between commas.</summary>
internal static class FeatureText
{
    /// <param name="runtime">What stands before names of the runtime.</param>
    public static string Reads(EquatableArray<FeatureModel> features, EquatableArray<ParameterModel> parameters, string runtime) =>
        Reads(features, ordinal => parameters[ordinal].Name, runtime);

    /// <inheritdoc cref="Reads(EquatableArray{FeatureModel}, EquatableArray{ParameterModel}, string)"/>
    public static string Reads(EquatableArray<FeatureModel> features, EquatableArray<ShadowParameterModel> parameters, string runtime) =>
        Reads(features, ordinal => parameters.Single(parameter => parameter.Ordinal == ordinal).Name, runtime);

    private static string Reads(EquatableArray<FeatureModel> features, Func<int, string> name, string runtime) =>
        string.Join(", ", features.Select(feature => string.Format(CultureInfo.InvariantCulture, feature.Read, name(feature.Ordinal), runtime)));
}
