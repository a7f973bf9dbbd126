using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Fuzzer.Reduction;

/// <summary>Finds statements and expressions that a program may do without.</summary>
internal static class CodeCuts
{
    public static IEnumerable<CutSet> Statements(IReadOnlyList<SyntaxNode> files) => files.SelectMany(static (root, i) => root.DescendantNodes().OfType<StatementSyntax>()
        .Where(static statement => statement.Parent is BlockSyntax or SwitchSectionSyntax && !Machinery.IsPart(statement))
        .Select(statement => new CutSet(new Cut(i, statement.Span))));

    /// <summary>A statement around others becomes those.</summary>
    public static IEnumerable<CutSet> Wrappings(IReadOnlyList<SyntaxNode> files) => files.SelectMany(static (root, i) => root.DescendantNodes().OfType<StatementSyntax>()
        .Where(static statement => !Machinery.IsPart(statement))
        .SelectMany(static statement => Inner(statement).Select(static inner => inner.ToString()).Concat(CallsOf(statement)).Select(inner => (statement, inner)))
        .Select(pair => new CutSet(new Cut(i, pair.statement.Span, pair.inner))));

    /// <summary>A global instance becomes one of its own.</summary>
    public static IEnumerable<CutSet> Globals(IReadOnlyList<SyntaxNode> files)
    {
        var made = files.SelectMany(static root => root.DescendantNodes().OfType<FieldDeclarationSyntax>())
            .SelectMany(static field => field.Declaration.Variables)
            .Where(static variable => variable.Initializer?.Value is ObjectCreationExpressionSyntax)
            .ToLookup(static variable => "G." + variable.Identifier.Text, static variable => variable.Initializer!.Value.ToString());
        return files.SelectMany((root, i) => root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access => made.Contains(access.ToString()))
            .Select(access => new CutSet(new Cut(i, access.Span, made[access.ToString()].First())) { IsStep = true }));
    }

    /// <summary>An expression becomes one that stands in it, or a default value.</summary>
    public static IEnumerable<CutSet> Expressions(IReadOnlyList<SyntaxNode> files) => files.SelectMany(static (root, i) => root.DescendantNodes().OfType<ExpressionSyntax>()
        .Where(static expression => CanChange(expression))
        .SelectMany(static expression => Shorter(expression).Select(shorter => (expression, shorter)))
        .Select(pair => new CutSet(new Cut(i, pair.expression.Span, pair.shorter))));

    private static IEnumerable<SyntaxNode> Inner(StatementSyntax statement) => statement switch
    {
        TryStatementSyntax attempt => [attempt.Block, .. attempt.Finally is { } last ? new[] { last.Block } : []],
        IfStatementSyntax branch => [branch.Statement, .. branch.Else is { } other ? new[] { other.Statement } : []],
        SwitchStatementSyntax choice => choice.Sections.SelectMany(static section => section.Statements.OfType<BlockSyntax>()),
        CommonForEachStatementSyntax loop => [loop.Statement],
        ForStatementSyntax loop => [loop.Statement],
        LockStatementSyntax held => [held.Statement],
        BlockSyntax { Parent: BlockSyntax, Statements.Count: 1 } block => [block.Statements[0]],
        LocalDeclarationStatementSyntax { Declaration: var declaration } when declaration.Variables[0].Initializer?.Value is AnonymousFunctionExpressionSyntax { Block: { } body } => [body],
        LocalFunctionStatementSyntax { Body: { } body } => [body],
        _ => [],
    };

    private static IEnumerable<string> CallsOf(StatementSyntax statement)
    {
        ExpressionSyntax? whole = statement switch
        {
            ExpressionStatementSyntax simple => simple.Expression,
            LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value }] } => value,
            _ => null,
        };
        return whole is null ? [] : CallsIn(whole).Select(static call => call + ";");
    }

    // Not in lambdas: their code may count to the member that a W.As names.
    private static IEnumerable<string> CallsIn(ExpressionSyntax expression) => expression
        .DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax)
        .OfType<InvocationExpressionSyntax>().Select(static call => call.ToString());

    private static bool CanChange(ExpressionSyntax expression) =>
        expression is not (TypeSyntax or LiteralExpressionSyntax or InitializerExpressionSyntax or AssignmentExpressionSyntax)
        && expression.Parent is not (ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } or InvocationExpressionSyntax or AttributeArgumentSyntax)
        && !Machinery.IsPart(expression)
        && !expression.Ancestors().OfType<VariableDeclarationSyntax>().Any(Machinery.IsFrame);

    private static IEnumerable<string> Shorter(ExpressionSyntax expression)
    {
        if (expression.Parent is not ExpressionStatementSyntax)
            yield return "default";
        if (expression.Parent is ArgumentSyntax)
            yield return "1";

        foreach (var call in CallsIn(expression))
            yield return call;
        foreach (var operand in expression.ChildNodes().OfType<ExpressionSyntax>().Where(static node => node is not (TypeSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax)))
            yield return operand.ToString();
    }
}
