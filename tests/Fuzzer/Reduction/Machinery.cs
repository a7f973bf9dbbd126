using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Fuzzer.Reduction;

/// <summary>
/// What a program tells the <see cref="Witness"/>. Without a part of it, entries would be counted wrongly and any program would differ, or recursion would have no end:
/// so it goes only with the member or the call that it belongs to.
/// </summary>
internal static class Machinery
{
    // using (var f = W.Enter(...)) { if (!f.Go) return ...; f.Resume(); W.Here("M"); }
    public static bool IsPart(StatementSyntax statement) => statement switch
    {
        UsingStatementSyntax { Declaration: { } declaration } => IsFrame(declaration),
        IfStatementSyntax branch => MentionsFuel(branch.Condition),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => IsPart(call),
        _ => false,
    };

    public static bool IsPart(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "f" } } } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "W" }, Name.Identifier.Text: "Enter" or "Open" or "Called" or "As" or "Here" or "Hush" } } => true,
        BinaryExpressionSyntax { Left: InvocationExpressionSyntax call } => IsPart(call),
        ParenthesizedExpressionSyntax inner => IsPart(inner.Expression),
        _ => MentionsFuel(expression),
    };

    public static bool IsPart(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field && field.Declaration.ToString() is var text
        && (text.Contains("W.Hush(", StringComparison.Ordinal) || text.Contains("W.Stock<", StringComparison.Ordinal));

    /// <summary>The declaration of a body's frame.</summary>
    public static bool IsFrame(VariableDeclarationSyntax declaration) =>
        declaration.Variables[0].Initializer?.Value is InvocationExpressionSyntax call && call.ToString() is var text
        && (text.StartsWith("W.Enter(", StringComparison.Ordinal) || text.StartsWith("W.Open(", StringComparison.Ordinal));

    public static bool MentionsFuel(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(static access => access.Name.Identifier.Text == "Go");
}
