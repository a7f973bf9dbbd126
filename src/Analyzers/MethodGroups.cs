using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Analyzers;

/// <summary>What comes of naming a method without calling it.</summary>
internal static class MethodGroups
{
    /// <summary>What to say of it; null where calls do not follow from it, or where a lambda would be something else.</summary>
    public static string? ConsequenceOf(IMethodReferenceOperation group)
    {
        if (group.Parent is IAddressOfOperation)
            return "calls of this function pointer do not pass its shim; call the method by name where that matters";
        if (group.Parent is not IDelegateCreationOperation creation || IsIdentity(creation) || IsInspected(creation) || IsWithin<INameOfOperation>(group) || IsInExpressionTree(group))
            return null;
        return "calls of this delegate do not pass its shim; write a lambda that calls it";
    }

    /// <summary>Events and combined delegates are taken off by equality, which two lambdas never have.</summary>
    private static bool IsIdentity(IDelegateCreationOperation creation)
    {
        IOperation operation = creation;
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
            operation = operation.Parent;
        return operation.Parent is IEventAssignmentOperation or ICompoundAssignmentOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals };
    }

    /// <summary>Who takes a delegate of any type reads its method's parameters and attributes (endpoints do), and a lambda has others.</summary>
    private static bool IsInspected(IDelegateCreationOperation creation) =>
        creation.Parent is IConversionOperation { Type: { } type } && IsUntyped(type) || creation.Type is { } own && IsUntyped(own);

    private static bool IsUntyped(ITypeSymbol type) => type.SpecialType is SpecialType.System_Delegate or SpecialType.System_MulticastDelegate or SpecialType.System_Object;

    private static bool IsWithin<T>(IOperation operation)
        where T : IOperation
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is T)
                return true;
        }

        return false;
    }

    private static bool IsInExpressionTree(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation { Parent.Type: { Name: "Expression" or "LambdaExpression" } type } && type.ContainingNamespace.ToDisplayString() == "System.Linq.Expressions")
                return true;
        }

        return false;
    }
}
