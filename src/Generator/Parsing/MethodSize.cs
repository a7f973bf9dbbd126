using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// How much a method's body does, by syntax alone: an operation counts 1, a call or a creation 6, and what a reader cannot bound (a loop, an await,
/// a lambda, a lock) 12. docs/opting-in.md has the table. A method that is below the minimum costs about what its shim would, or forwards to one that has its own.
/// </summary>
internal static class MethodSize
{
    /// <summary>Two calls, or a call and six operations, or a loop.</summary>
    public const int DefaultMinimum = 12;

    private const int Operation = 1;
    private const int Call = 6;
    private const int Unbounded = 12;

    /// <summary>Whether a declaration is so small that only an attribute of its own shadows it.</summary>
    public static bool IsBelow(SyntaxNode declaration, int minimum) => minimum > 0
        && declaration is MethodDeclarationSyntax method
        && !IsDispatched(method)
        && IsCodeBelow(method, minimum);

    /// <summary>Whether what stands there is so small; false where nothing does.</summary>
    public static bool IsCodeBelow(MethodDeclarationSyntax method, int minimum) => Body(method) is { } body && IsBodyBelow(body, minimum);

    public static bool IsBodyBelow(SyntaxNode body, int minimum)
    {
        var size = 0;
        foreach (var node in body.DescendantNodes())
        {
            size += Weight(node);
            if (size >= minimum)
                return false;
        }

        return true;
    }

    private static SyntaxNode? Body(MethodDeclarationSyntax method) => method.Body ?? (SyntaxNode?)method.ExpressionBody;

    // What runs is an override, or an implementation, that may be of any size. A default interface method is virtual without saying so.
    private static bool IsDispatched(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.VirtualKeyword) || method.Parent is InterfaceDeclarationSyntax;

    private static int Weight(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } => 0,
        InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax
            or CollectionExpressionSyntax or AnonymousObjectCreationExpressionSyntax or WithExpressionSyntax or InterpolatedStringExpressionSyntax => Call,
        AwaitExpressionSyntax or YieldStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax
            or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or GotoStatementSyntax
            or TryStatementSyntax or LockStatementSyntax or UsingStatementSyntax or FixedStatementSyntax or UnsafeStatementSyntax
            or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => Unbounded,
        LocalDeclarationStatementSyntax local => local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) ? Unbounded : 0,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => 0,
        BinaryExpressionSyntax or AssignmentExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalExpressionSyntax
            or ElementAccessExpressionSyntax or ElementBindingExpressionSyntax or ConditionalAccessExpressionSyntax or RangeExpressionSyntax
            or IsPatternExpressionSyntax or SwitchExpressionArmSyntax or SwitchSectionSyntax or IfStatementSyntax
            or ThrowStatementSyntax or ThrowExpressionSyntax or EqualsValueClauseSyntax => Operation,
        _ => 0,
    };
}
