using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Analyzers;

/// <summary>Methods looked up by a constant name on a type that is written out.</summary>
internal static class Reflection
{
    private static readonly HashSet<string> Lookups = new(StringComparer.Ordinal) { "GetMethod", "GetRuntimeMethod", "InvokeMember", "CreateDelegate" };

    /// <summary>The type, the method's name and where it is written; null when the call is no such look-up.</summary>
    public static (INamedTypeSymbol Type, string Name, SyntaxNode Where)? NamedIn(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellation)
    {
        if (invocation.Expression is not MemberAccessExpressionSyntax access || !Lookups.Contains(access.Name.Identifier.ValueText))
            return null;
        if (model.GetSymbolInfo(invocation, cancellation).Symbol is not IMethodSymbol method || !IsReflection(method.ContainingType))
            return null;

        var named = invocation.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .FirstOrDefault(expression => model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: string });
        if (named is null || TypeOf(access, invocation, method, model, cancellation) is not { } type)
            return null;
        return (type, (string)model.GetConstantValue(named, cancellation).Value!, named);
    }

    // Type.GetMethod and its extension ask the receiver; Delegate.CreateDelegate has the target's type second, after the delegate's.
    private static INamedTypeSymbol? TypeOf(MemberAccessExpressionSyntax access, InvocationExpressionSyntax invocation, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        if (method.ContainingType.SpecialType != SpecialType.System_Delegate)
            return access.Expression is TypeOfExpressionSyntax receiver ? Named(receiver.Type, model, cancellation) : null;
        if (invocation.ArgumentList.Arguments.Count < 2)
            return null;
        var target = invocation.ArgumentList.Arguments[1].Expression;
        return target is TypeOfExpressionSyntax type ? Named(type.Type, model, cancellation) : model.GetTypeInfo(target, cancellation).Type as INamedTypeSymbol;
    }

    private static INamedTypeSymbol? Named(TypeSyntax type, SemanticModel model, CancellationToken cancellation) =>
        (model.GetTypeInfo(type, cancellation).Type as INamedTypeSymbol)?.OriginalDefinition;

    private static bool IsReflection(INamedTypeSymbol type) =>
        type is { Name: "Type" or "Delegate", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        || type is { Name: "RuntimeReflectionExtensions" };
}
