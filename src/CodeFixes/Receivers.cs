using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.CodeFixes;

/// <summary>
/// A method group evaluates its receiver once, a lambda at each call. They agree where the receiver is the same object then: <c>this</c>, a readonly field, or a variable
/// that is written once. A struct is copied into the delegate, so that none of its kind agrees.
/// </summary>
internal static class Receivers
{
    public static bool CanBeCaptured(IMethodReferenceOperation group, ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var receiver = group.Instance;
        if (receiver is null && group.Method.IsExtensionMethod && expression is MemberAccessExpressionSyntax access)
            receiver = model.GetOperation(access.Expression, cancellation); // none where a type is named
        return receiver is null || IsStable(receiver, expression, model, cancellation);
    }

    private static bool IsStable(IOperation receiver, ExpressionSyntax use, SemanticModel model, CancellationToken cancellation) => receiver switch
    {
        { Type.IsReferenceType: false } => false,
        IConversionOperation { IsImplicit: true } conversion => IsStable(conversion.Operand, use, model, cancellation),
        IInstanceReferenceOperation => true,
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => !IsWrittenAgain(local, use, model, cancellation),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => !IsWrittenAgain(parameter, use, model, cancellation),
        IFieldReferenceOperation { Field.IsReadOnly: true } field => field.Instance is null || IsStable(field.Instance, use, model, cancellation),
        _ => false,
    };

    private static bool IsWrittenAgain(ISymbol variable, ExpressionSyntax use, SemanticModel model, CancellationToken cancellation)
    {
        var scope = use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : use.SyntaxTree.GetRoot(cancellation);
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == variable.Name && IsTarget(name) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable));
    }

    private static bool IsTarget(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax => true,
        _ => false,
    };
}
