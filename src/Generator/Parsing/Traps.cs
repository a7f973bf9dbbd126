using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Call sites that would compile with an interceptor and then do something else, or not compile. Execution.Tests has a case for each.</summary>
internal static class Traps
{
    public static SkipReason Find(IMethodSymbol target, InvocationExpressionSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        if (target.MethodKind == MethodKind.LocalFunction)
            return SkipReason.LocalFunction;
        if (target.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return SkipReason.NotInterceptable;

        // The compiler takes type arguments made of the callee's own type parameters for others than the interceptor's (CS9144).
        if (target.TypeArguments.Any(argument => Mentions(argument, (target.ReducedFrom ?? target).OriginalDefinition)))
            return SkipReason.GenericRecursion;

        // The interceptor would be called for the interface, not for the type argument.
        if (target is { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface } && Operation(syntax, model, cancellation)?.ConstrainedToType is not null)
            return SkipReason.StaticAbstract;

        // The shim would dispatch virtually, back to the override that called its base.
        if (syntax.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } && (target.IsVirtual || target.IsOverride || target.IsAbstract))
            return SkipReason.BaseCall;

        // A boxed copy would take the writes of a struct.
        if (MayBeOfTypeParameter(target, syntax, model, cancellation) && Operation(syntax, model, cancellation)?.Instance?.Type is ITypeParameterSymbol { IsReferenceType: false })
            return SkipReason.ConstrainedTypeParameter;

        // The shim would get a copy where the plain call writes to the caller's own.
        if (target is { IsStatic: false, IsReadOnly: false, ContainingType.IsValueType: true } && Operation(syntax, model, cancellation) is { } call && HoistedThis.IsWrittenBy(call))
            return SkipReason.HoistedThis;

        return IsInExpressionTree(syntax, model, cancellation) ? SkipReason.ExpressionTree : SkipReason.None;
    }

    private static IInvocationOperation? Operation(InvocationExpressionSyntax syntax, SemanticModel model, CancellationToken cancellation) =>
        model.GetOperation(syntax, cancellation) as IInvocationOperation;

    // Members that a value of a type parameter has: of interfaces, and of the classes that structs derive from.
    private static bool MayBeOfTypeParameter(IMethodSymbol target, InvocationExpressionSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        if (target.IsStatic || target.MethodKind == MethodKind.ReducedExtension || target.ContainingType.IsExtension)
            return false;
        if (target.ContainingType is not ({ TypeKind: TypeKind.Interface } or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum }))
            return false;
        return syntax.Expression is not MemberAccessExpressionSyntax access || model.GetTypeInfo(access.Expression, cancellation).Type is ITypeParameterSymbol;
    }

    private static bool Mentions(ITypeSymbol type, IMethodSymbol owner) => type switch
    {
        ITypeParameterSymbol { DeclaringMethod: { } method } => SymbolEqualityComparer.Default.Equals((method.ReducedFrom ?? method).OriginalDefinition, owner),
        ITypeParameterSymbol => false,
        IArrayTypeSymbol array => Mentions(array.ElementType, owner),
        IPointerTypeSymbol pointer => Mentions(pointer.PointedAtType, owner),
        IFunctionPointerTypeSymbol function => Mentions(function.Signature.ReturnType, owner) || function.Signature.Parameters.Any(parameter => Mentions(parameter.Type, owner)),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, owner)) || (named.ContainingType is { } outer && Mentions(outer, owner)),
        _ => false,
    };

    // The compiler would put a call to the shim into the tree, which providers cannot translate.
    private static bool IsInExpressionTree(InvocationExpressionSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        for (SyntaxNode? node = syntax; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is QueryExpressionSyntax)
                return IsInExpressionTree(model.GetOperation(syntax, cancellation)); // its lambdas are not written
            if (node is AnonymousFunctionExpressionSyntax && model.GetTypeInfo(node, cancellation).ConvertedType is { } type && IsExpression(type))
                return true;
        }

        return false;
    }

    private static bool IsInExpressionTree(IOperation? call)
    {
        for (var operation = call; operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation { Parent.Type: { } type } && IsExpression(type))
                return true;
        }

        return false;
    }

    private static bool IsExpression(ITypeSymbol type) =>
        type is { Name: "Expression" or "LambdaExpression" } && type.ContainingNamespace.ToDisplayString() == "System.Linq.Expressions";
}
