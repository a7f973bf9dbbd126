using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Turns the symbol of an interface into the text that its decorator is made of.</summary>
internal sealed class DecoratorFactory(Compilation compilation, OptIn optIn, ProjectOptions project)
{
    private readonly LanguageLevel _language = LanguageSupport.LevelOf(compilation);

    /// <param name="type">One that <see cref="DecoratorFault"/> has no objection to.</param>
    /// <returns>Null when no method of it is shadowed.</returns>
    public DecoratorModel? Create(INamedTypeSymbol type)
    {
        var members = DecoratedMembers.ToHandOn(type).ToList();
        if (!members.Any(member => member is IMethodSymbol method && optIn.IsShadowed(method)))
            return null;

        var typeParameters = TypeParameters(type);
        var text = new TypeText(typeParameters, _language);
        var decorated = new DecoratedMembers(typeParameters, _language);
        var edges = new List<DecoratedEdge>();
        var models = new List<DecoratedMember>();
        var place = type.Locations[0].GetLineSpan();
        foreach (var member in members)
        {
            var edge = -1;
            var features = EquatableArray<FeatureModel>.Empty;
            if (member is IMethodSymbol method && optIn.IsShadowed(method) && edges.Count < KnownNames.MaxEdges)
            {
                edge = edges.Count;
                if (project.ReadsArguments)
                    features = ArgumentFeatures.Of(new CalleeShape(method.OriginalDefinition));
                edges.Add(EdgeTo(method.OriginalDefinition, features, place));
            }

            models.Add(decorated.Create(member, edge) with { Features = features });
        }

        return new DecoratorModel(
            compilation.AssemblyName ?? "",
            Displays.Type(type),
            Stem(type),
            ProjectPaths.Relative(place.Path, project.Directory, compilation.Options),
            text.Of(type),
            Open(type),
            typeParameters.Select(parameter => new DecoratedTypeParameter(string.Concat(TrimmingAttributes.Of(parameter)), text.Name(parameter), Constraints.Of(parameter, text))).ToEquatableArray(),
            Inherits(type, "IDisposable"),
            Inherits(type, "IAsyncDisposable"),
            models.ToEquatableArray(),
            edges.ToEquatableArray(),
            IsObsolete(type) || members.Exists(static member => IsObsolete(member) || member is IMethodSymbol method && Attributes.IsObsolete(method)),
            ExperimentalIds(type, members),
            _language);
    }

    private static DecoratedEdge EdgeTo(IMethodSymbol method, EquatableArray<FeatureModel> features, FileLinePositionSpan typePlace)
    {
        var assembly = method.ContainingAssembly.Name;
        var docId = method.GetDocumentationCommentId()!;
        var flags = AsyncResults.KindOf(method.ReturnType) == AsyncKind.None ? "sv" : "sav";
        var place = method.Locations[0] is { IsInSource: true } location && location.GetLineSpan().Path == typePlace.Path ? location.GetLineSpan() : typePlace;
        var start = place.StartLinePosition;
        return new DecoratedEdge(assembly, MethodIds.Of(assembly, docId), flags, docId, Displays.Member(method), start.Line + 1, start.Character + 1, FeatureModel.TextOf(features));
    }

    private static List<ITypeParameterSymbol> TypeParameters(INamedTypeSymbol? type)
    {
        var parameters = new List<ITypeParameterSymbol>();
        for (; type is not null; type = type.ContainingType)
            parameters.InsertRange(0, type.TypeParameters);
        return parameters;
    }

    // typeof(Outer<>.IInner<,>)
    private static string Open(INamedTypeSymbol type)
    {
        var arity = type.Arity == 0 ? "" : "<" + new string(',', type.Arity - 1) + ">";
        var name = TypeText.Escape(type.Name) + arity;
        if (type.ContainingType is { } outer)
            return Open(outer) + "." + name;
        var space = type.ContainingNamespace;
        return "global::" + (space.IsGlobalNamespace ? "" : space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)) + ".") + name;
    }

    private static string Stem(INamedTypeSymbol type)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(type.GetDocumentationCommentId()!));
        var name = new string([.. type.Name.Where(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))]);
        return $"Shadowed_{name}_{Hex.Of(hash, count: 4)}";
    }

    private static bool Inherits(INamedTypeSymbol type, string name) =>
        DecoratedMembers.Interfaces(type).Any(candidate => candidate.Name == name && candidate.Arity == 0 && candidate.ContainingNamespace?.ToDisplayString() == "System");

    private static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes().Any(static attribute => Attributes.Is(attribute, "System", "ObsoleteAttribute"));

    private static EquatableArray<string> ExperimentalIds(INamedTypeSymbol type, IEnumerable<ISymbol> members) =>
        members.OfType<IMethodSymbol>().SelectMany(static method => Attributes.ExperimentalIds(method))
            .Concat(members.Append(type).SelectMany(static symbol => symbol.GetAttributes())
                .Where(static attribute => Attributes.Is(attribute, "System.Diagnostics.CodeAnalysis", "ExperimentalAttribute"))
                .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "")
                .Where(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static id => id, StringComparer.Ordinal)
            .ToEquatableArray();
}
