using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Call sites that would compile with an interceptor and then do something else, or not compile. Execution.Tests has a case for each.</summary>
internal static class Traps
{
    public static SkipReason Find(IInvocationOperation call, InvocationExpressionSyntax syntax)
    {
        var target = call.TargetMethod;
        if (target.MethodKind == MethodKind.LocalFunction)
            return SkipReason.LocalFunction;
        if (target.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return SkipReason.NotInterceptable;

        // The compiler takes type arguments made of the callee's own type parameters for others than the interceptor's (CS9144).
        if (target.TypeArguments.Any(argument => Mentions(argument, (target.ReducedFrom ?? target).OriginalDefinition)))
            return SkipReason.GenericRecursion;

        // The interceptor would be called for the interface, not for the type argument.
        if (call.ConstrainedToType is not null)
            return SkipReason.StaticAbstract;

        // The shim would dispatch virtually, back to the override that called its base.
        if (syntax.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } && (target.IsVirtual || target.IsOverride || target.IsAbstract))
            return SkipReason.BaseCall;

        // A boxed copy would take the writes of a struct.
        if (call.Instance?.Type is ITypeParameterSymbol { IsReferenceType: false } && !target.ContainingType.IsExtension)
            return SkipReason.ConstrainedTypeParameter;

        // The shim would get a copy where the plain call writes to the caller's own.
        if (HoistedThis.IsWrittenBy(call))
            return SkipReason.HoistedThis;

        return IsInExpressionTree(call) ? SkipReason.ExpressionTree : SkipReason.None;
    }

    private static bool Mentions(ITypeSymbol type, IMethodSymbol owner) => type switch
    {
        ITypeParameterSymbol parameter => SymbolEqualityComparer.Default.Equals(parameter.DeclaringMethod, owner),
        IArrayTypeSymbol array => Mentions(array.ElementType, owner),
        IPointerTypeSymbol pointer => Mentions(pointer.PointedAtType, owner),
        IFunctionPointerTypeSymbol function => Mentions(function.Signature.ReturnType, owner) || function.Signature.Parameters.Any(parameter => Mentions(parameter.Type, owner)),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, owner)) || (named.ContainingType is { } outer && Mentions(outer, owner)),
        _ => false,
    };

    // The compiler would put a call to the shim into the tree, which providers cannot translate.
    private static bool IsInExpressionTree(IOperation call)
    {
        for (IOperation? operation = call; operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation { Parent.Type: { } type } && IsExpression(type))
                return true;
        }

        return false;
    }

    private static bool IsExpression(ITypeSymbol type) =>
        type is { Name: "Expression" or "LambdaExpression" } && type.ContainingNamespace.ToDisplayString() == "System.Linq.Expressions";
}
