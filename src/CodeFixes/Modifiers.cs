using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.CodeFixes;

/// <summary>The modifier <c>partial</c>, which stands right before the keyword of the type.</summary>
internal static class Modifiers
{
    /// <summary>The declarations of a type and of the types around it that are not partial.</summary>
    public static IEnumerable<TypeDeclarationSyntax> Lacking(INamedTypeSymbol? type, CancellationToken cancellation)
    {
        for (; type is not null; type = type.ContainingType)
        {
            foreach (var reference in type.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                    yield return declaration;
            }
        }
    }

    public static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax declaration)
    {
        // What stands before the keyword (a comment, the indentation) stands before the first modifier then.
        var keyword = declaration.Keyword;
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithLeadingTrivia(keyword.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space);
        return (TypeDeclarationSyntax)declaration.WithKeyword(keyword.WithLeadingTrivia()).WithModifiers(declaration.Modifiers.Add(partial));
    }
}
