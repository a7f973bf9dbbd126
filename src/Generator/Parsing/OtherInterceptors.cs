using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Call sites that somebody else intercepts: two interceptors of one call do not compile (CS9153). What another generator emits cannot be seen, so the
/// methods that known ones take are left to them, whether or not they are switched on.
/// </summary>
internal static class OtherInterceptors
{
    public const string AttributeType = "System.Runtime.CompilerServices.InterceptsLocationAttribute";

    private const string Every = "*";

    // The position in the file stands behind the hash of its content; what follows is a display name.
    private const int PlaceBytes = 16 + 4;

    private static readonly NameHashes Attribute = NameHashes.Of(new[] { "InterceptsLocation", "InterceptsLocationAttribute" }.ToEquatableArray());

    /// <summary>Type, then the methods that a generator intercepts.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        // ASP.NET Core: request delegates, OpenAPI comments, validation.
        ["Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions"] = ["Map", "MapDelete", "MapFallback", "MapGet", "MapMethods", "MapPatch", "MapPost", "MapPut"],
        ["Microsoft.Extensions.DependencyInjection.OpenApiServiceCollectionExtensions"] = ["AddOpenApi"],
        ["Microsoft.Extensions.DependencyInjection.ValidationServiceCollectionExtensions"] = ["AddValidation"],

        // Configuration binding.
        ["Microsoft.Extensions.Configuration.ConfigurationBinder"] = ["Bind", "Get", "GetValue"],
        ["Microsoft.Extensions.DependencyInjection.OptionsBuilderConfigurationExtensions"] = ["Bind", "BindConfiguration"],
        ["Microsoft.Extensions.DependencyInjection.OptionsConfigurationServiceCollectionExtensions"] = ["Configure"],

        // Precompiled queries of EF Core, Dapper.AOT, NetEscapades.EnumGenerators.
        ["System.Linq.Queryable"] = [Every],
        ["Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions"] = [Every],
        ["Microsoft.EntityFrameworkCore.RelationalQueryableExtensions"] = [Every],
        ["Dapper.SqlMapper"] = [Every],
        ["System.Enum"] = ["HasFlag", "ToString"],
    };

    // Asked of every call site, so that a full name is made only of types that may be meant.
    private static readonly HashSet<string> TypeNames = new(Known.Keys.Select(static type => type.Substring(type.LastIndexOf('.') + 1)), StringComparer.Ordinal);

    /// <summary>Whether a known generator intercepts calls of this method.</summary>
    public static bool MayTake(IMethodSymbol callee) =>
        callee.ContainingType is { ContainingType: null } type
        && TypeNames.Contains(type.MetadataName)
        && Known.TryGetValue($"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}", out var methods)
        && (methods[0] == Every || methods.Contains(callee.Name));

    /// <summary>The places that interceptors in the project's own source name; sorted. A tree that does not say the attribute's name is not read.</summary>
    public static EquatableArray<string> Find(IEnumerable<TreeIndex> trees)
    {
        var places = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in trees.Where(static tree => tree.Names.Overlaps(Attribute)))
        {
            foreach (var attribute in tree.Tree.Tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>())
            {
                if (attribute is { ArgumentList.Arguments: { Count: 2 } arguments }
                    && Names(attribute.Name).StartsWith("InterceptsLocation", StringComparison.Ordinal)
                    && arguments[1].Expression is LiteralExpressionSyntax literal
                    && PlaceOf(literal.Token.ValueText) is { } place)
                    places.Add(place);
            }
        }

        return places.ToEquatableArray();
    }

    /// <param name="data">As in the attribute: base64.</param>
    /// <returns>File content and position, or null when it is no location.</returns>
    public static string? PlaceOf(string data)
    {
        try
        {
            var bytes = Convert.FromBase64String(data);
            return bytes.Length < PlaceBytes ? null : Hex.Of(bytes, PlaceBytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Names(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
