using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>The shadowed methods of an assembly that others can call, as its attribute tells them.</summary>
internal static class ShadowedApi
{
    private const int IdBytes = 8;

    /// <returns>Null when there is none.</returns>
    public static ApiModel? Find(Compilation compilation, Census census, CancellationToken cancellation)
    {
        if (census.IsEmpty)
            return null;
        var assembly = compilation.Assembly;
        var optIn = OptIn.Of(compilation, census);
        var hasFriends = HasFriends(assembly);
        var methods = optIn.Candidates(cancellation)
            .Where(method => IsVisible(method, hasFriends) && optIn.ChoiceOf(method) == OptInChoice.Shadowed)
            .Select(static method => method.PartialDefinitionPart ?? method)
            .ToList();
        if (methods.Count == 0)
            return null;
        return new ApiModel(
            methods.Select(static method => method.Name).Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray(),
            methods.Select(method => MethodIds.Of(assembly.Name, method.GetDocumentationCommentId()!)).Distinct().OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray());
    }

    /// <returns>Null when the assembly has no such attribute, or one that this version cannot read.</returns>
    public static ApiModel? Read(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (!Attributes.Is(attribute, KnownNames.GeneratedNamespace, KnownNames.ShadowedApiAttribute)
                || attribute.ConstructorArguments is not { Length: 2 } arguments
                || arguments[0].Value is not string names
                || arguments[1].Value is not string packed)
                continue;
            return TryUnpack(packed) is { } ids ? new ApiModel(names.Split([','], StringSplitOptions.RemoveEmptyEntries).ToEquatableArray(), ids) : null;
        }

        return null;
    }

    /// <summary>Whether another assembly can call the method: also an internal one, where friends are named.</summary>
    public static bool IsVisible(IMethodSymbol method) => IsVisible(method, HasFriends(method.ContainingAssembly));

    private static bool IsVisible(IMethodSymbol method, bool hasFriends)
    {
        for (ISymbol symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private
                || (symbol.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal && !hasFriends))
                return false;
        }

        return true;
    }

    private static bool HasFriends(IAssemblySymbol assembly) =>
        assembly.GetAttributes().Any(static attribute => Attributes.Is(attribute, "System.Runtime.CompilerServices", "InternalsVisibleToAttribute"));

    private static EquatableArray<string>? TryUnpack(string packed)
    {
        try
        {
            var bytes = Convert.FromBase64String(packed);
            return Enumerable.Range(0, bytes.Length / IdBytes).Select(i => Hex.Of(bytes.Skip(i * IdBytes).Take(IdBytes).ToArray())).ToEquatableArray();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
