using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Effects;

/// <summary>Types whose values nobody can change: what holds one shares nothing.</summary>
internal static class Values
{
    private static readonly HashSet<string> Immutable = new(StringComparer.Ordinal)
    {
        "System.Uri", "System.Version", "System.Type", "System.Globalization.CultureInfo", "System.Text.RegularExpressions.Regex", "System.Text.Encoding", "System.StringComparer",
        "System.Threading.CancellationToken", "System.Reflection.Assembly", "System.Net.IPAddress",
    };

    public static bool IsHarmless(ITypeSymbol? type, int depth = 0) => type switch
    {
        null or { SpecialType: SpecialType.System_String or SpecialType.System_Void } or { TypeKind: TypeKind.Enum } => true,
        { IsValueType: true, SpecialType: not SpecialType.None } => true,
        INamedTypeSymbol { IsValueType: true, IsRefLikeType: false } value => IsKnown(value) || (depth < 4 && value.TypeArguments.All(argument => IsHarmless(argument, depth + 1)) && HasHarmlessFields(value, depth)),
        INamedTypeSymbol named => IsKnown(named),
        _ => false,
    };

    private static bool IsKnown(INamedTypeSymbol type) => Immutable.Contains(NameOf(type));

    private static bool HasHarmlessFields(INamedTypeSymbol type, int depth) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic).All(field => IsHarmless(field.Type, depth + 1));

    /// <summary>Namespace and name, without type parameters.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.Name}" : type.Name;
}
