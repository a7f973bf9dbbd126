using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Chooses what a measured call tells of its arguments, by their declared types alone. A value is read only where that takes constant time, has no effect and cannot
/// throw: of the framework's own types, never through an interface or a virtual member, which may be anyone's code.
/// </summary>
internal static class ArgumentFeatures
{
    /// <summary>As many as a sample of the runtime holds.</summary>
    public const int Most = 4;

    private const string Value = ".GetValueOrDefault()";

    /// <summary>Sizes first, then numbers, then flags and enums; of one kind in the order of the parameters.</summary>
    public static EquatableArray<FeatureModel> Of(CalleeShape callee) => callee.Parameters
        .Select(Of)
        .OfType<FeatureModel>()
        .OrderBy(static feature => feature.Kind)
        .ThenBy(static feature => feature.Ordinal)
        .Take(Most)
        .ToEquatableArray();

    // What a ref refers to may lie behind the end of a buffer: it is not there to be read before the callee decides to.
    private static FeatureModel? Of(IParameterSymbol parameter, int ordinal)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In) || !IsPlain(parameter.Name))
            return null;
        var name = parameter.Name.Length == 0 ? "arg" + ordinal : parameter.Name;
        if (parameter.Type is not INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Of(parameter.Type, ordinal, name, "{0}");
        return Of(nullable.TypeArguments[0], ordinal, name, "{0}" + Value);
    }

    private static FeatureModel? Of(ITypeSymbol type, int ordinal, string name, string value)
    {
        FeatureModel Number(string read) => new(ordinal, FeatureKind.Number, name, read);
        switch (type.SpecialType)
        {
            case SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32:
                return Number(value);
            case SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt64
                or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return Number($"{{1}}{KnownNames.ShadowArguments}.{KnownNames.Magnitude}({value})");
            case SpecialType.System_Boolean:
                return new FeatureModel(ordinal, FeatureKind.Code, name, value + " ? 1 : 0");
        }

        // Unchecked, whatever the project says: an enum may be one of ulong.
        if (type.TypeKind == TypeKind.Enum)
            return new FeatureModel(ordinal, FeatureKind.Code, name, $"unchecked((long){value})");
        return SizeMembers.Of(type) is not { } member ? null : new FeatureModel(ordinal, FeatureKind.Size, $"{name}.{member}", Size(type, member, value));
    }

    private static string Size(ITypeSymbol type, string member, string value) =>
        !type.IsValueType ? $"{value}?.{member} ?? 0"
        : SizeMembers.HasUnusableDefault(type) ? $"{value}.IsDefault ? 0 : {value}.{member}"
        : $"{value}.{member}";

    // Names of other languages may hold what separates the fields of a skeleton.
    private static bool IsPlain(string name) => name.All(static c => c != ':' && !char.IsWhiteSpace(c) && !char.IsControl(c));
}
