using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>Callees whose work is done when their result is enumerated.</summary>
internal static class Iterators
{
    /// <summary>Whether the method's body has a <c>yield</c>. False for a method of another assembly, whose body is not to be seen.</summary>
    public static bool IsIterator(IMethodSymbol method) =>
        MayBe(method.ReturnType) && (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Any(static reference => Yields(reference.GetSyntax()));

    /// <summary>Whether a call is sure to return an object that an iterator has just made: no override can have taken its place.</summary>
    public static bool IsMeasurable(IMethodSymbol method) =>
        method is { IsAbstract: false, IsVirtual: false } and ({ IsOverride: false } or { IsSealed: true } or { ContainingType.IsSealed: true })
        && IsGeneric(method.ReturnType)
        && IsIterator(method);

    /// <summary>Whether code of a member makes it an iterator, whatever it returns.</summary>
    public static bool IsInIterator(SyntaxNode code) => code.Ancestors().OfType<BlockSyntax>().LastOrDefault() is { } body && HasYield(body);

    private static bool MayBe(ITypeSymbol type) =>
        IsGeneric(type) || type.SpecialType is SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_IEnumerator;

    private static bool IsGeneric(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1, TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator" } named
        && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"
        && !named.TypeArguments[0].IsRefLikeType
        && named.TypeArguments[0] is not ITypeParameterSymbol { AllowsRefLikeType: true };

    private static bool Yields(SyntaxNode declaration) => declaration is MethodDeclarationSyntax { Body: { } body } && HasYield(body);

    private static bool HasYield(BlockSyntax body) =>
        body.DescendantNodes(static node => node is not (ExpressionSyntax or LocalFunctionStatementSyntax)).Any(static node => node is YieldStatementSyntax);
}
