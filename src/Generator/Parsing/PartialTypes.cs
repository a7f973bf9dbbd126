using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Types that a generated file can add a member to: partial, not generic, and so are all types around them.</summary>
internal static class PartialTypes
{
    /// <returns>Null when the type is none.</returns>
    public static PartialTypeModel? Of(INamedTypeSymbol type)
    {
        var headers = new List<string>();
        foreach (var part in Chain(type))
        {
            if (part.Arity != 0 || Header(part) is not { } header)
                return null;
            headers.Insert(0, header);
        }

        var space = type.ContainingNamespace;
        return new PartialTypeModel(
            space.IsGlobalNamespace ? "" : space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            headers.ToEquatableArray(),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
    }

    /// <summary>The type, and those around it, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
            yield return part;
    }

    public static bool IsPartial(INamedTypeSymbol type) => Header(type) is not null;

    private static string? Header(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                var kind = declaration is RecordDeclarationSyntax { ClassOrStructKeyword: var keyword }
                    ? keyword.IsKind(SyntaxKind.StructKeyword) ? "record struct" : "record"
                    : declaration.Keyword.Text;
                return $"partial {kind} {TypeText.Escape(type.Name)}";
            }
        }

        return null;
    }
}
