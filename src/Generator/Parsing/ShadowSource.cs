using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>All that the typed predictors of a compilation depend on.</summary>
/// <param name="IsWanted">False where no code of the project says <c>Shadows</c>: then none are written.</param>
internal sealed record ShadowInput(Census Census, ProjectOptions Project, bool IsWanted);

/// <summary>Finds the types of a compilation that have shadowed methods, and what their typed predictors are made of.</summary>
internal static class ShadowSource
{
    public static IEnumerable<ShadowTypeModel> Find(ShadowInput input, Compilation compilation, CancellationToken cancellation)
    {
        if (!input.IsWanted || input.Census.IsEmpty || !LanguageSupport.CanHoldShims(compilation) || IsTaken(compilation))
            return [];
        var optIn = OptIn.Of(compilation, input.Census);
        var methods = optIn.Candidates(cancellation)
            .Where(method => optIn.ChoiceOf(method) == OptInChoice.Shadowed)
            .Select(static method => method.PartialDefinitionPart ?? method)
            .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
            .ToLookup(static method => PartialTypes.Chain(method.ContainingType).Last(), (IEqualityComparer<INamedTypeSymbol>)SymbolEqualityComparer.Default);
        var places = new ShadowPlaces(methods.Select(static group => group.Key));
        var factory = new ShadowClassFactory(compilation, input.Project.ReadsArguments);
        return methods
            .Select(group => Create(group.Key, [.. group], places, factory))
            .OfType<ShadowTypeModel>()
            .OrderBy(static type => type.Stem, StringComparer.Ordinal);
    }

    private static ShadowTypeModel? Create(INamedTypeSymbol type, List<IMethodSymbol> methods, ShadowPlaces places, ShadowClassFactory factory)
    {
        var name = places.NameOf(type);
        if (factory.Create(type, name, methods) is not { } model)
            return null;
        return new ShadowTypeModel(
            factory.Language,
            Stem(type),
            Displays.Type(type),
            places.SpacesOf(type.ContainingNamespace).Select(TypeText.Escape).ToEquatableArray(),
            model,
            places.HasShortForm(type) ? TypeText.Escape(type.Name) : "",
            methods.SelectMany(static method => Attributes.ExperimentalIds(method)).Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray());
    }

    // The user's own type of that name stays what it is.
    private static bool IsTaken(Compilation compilation) => compilation.Assembly.GetTypeByMetadataName($"{KnownNames.RootNamespace}.{ShadowPlaces.Root}") is not null;

    private static string Stem(INamedTypeSymbol type)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(type.GetDocumentationCommentId()!));
        var name = new string([.. type.Name.Where(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))]);
        return $"{ShadowPlaces.Root}_{name}_{Hex.Of(hash, count: 4)}";
    }
}
