using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>What a value says: an amount, or one of several cases. The order is the order of preference.</summary>
internal enum FeatureKind
{
    /// <summary>A length or count.</summary>
    Size,

    /// <summary>The magnitude of a number.</summary>
    Number,

    /// <summary>The value of an enum or bool.</summary>
    Code,
}

/// <summary>What is read of one argument of a callee.</summary>
/// <param name="Ordinal">The parameter's place among the shim's.</param>
/// <param name="Name">As the source names it: <c>text.Length</c>.</param>
/// <param name="Read">The expression, as a format: {0} is the parameter, {1} stands before names of the runtime.</param>
internal sealed record FeatureModel(int Ordinal, FeatureKind Kind, string Name, string Read)
{
    /// <summary>As the skeleton has them: the runtime makes no difference between amounts.</summary>
    public static string TextOf(EquatableArray<FeatureModel> features) => string.Join(" ", features.Select(static feature => (feature.Kind == FeatureKind.Code ? "c:" : "s:") + feature.Name));
}
