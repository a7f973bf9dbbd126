using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Where a base call can be made for a shim: in a partial type, since only the type's own code may say <c>base</c>.</summary>
internal static class Bridges
{
    /// <param name="shim">The callee's ordinary one.</param>
    /// <param name="type">The type whose code makes the call.</param>
    /// <returns>Null where the call has to stay as it is.</returns>
    public static BridgeModel? For(IMethodSymbol callee, ShimModel shim, INamedTypeSymbol? type, Compilation compilation)
    {
        // The shim has the callee's type parameters and no others, so that it can name neither a generic caller nor the arguments of a generic base.
        if (type is not { TypeKind: TypeKind.Class } || shim.CallAs.Length != 0 || shim.ContainerArity != 0
            || !SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, compilation.Assembly)
            || Attributes.IsOutranked(callee, callee.ContainingType)
            || new Nameability(compilation).Check(type) != SkipReason.None)
            return null;

        var headers = new List<string>();
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (part.Arity != 0 || Header(part) is not { } header)
                return null;
            headers.Insert(0, header);
        }

        var space = type.ContainingNamespace;
        return new BridgeModel(
            space.IsGlobalNamespace ? "" : space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            headers.ToEquatableArray(),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
    }

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
