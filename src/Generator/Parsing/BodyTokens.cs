using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// A member's code by what it does, not by what it is called: its tokens by kind, so that names, values of literals, comments and line breaks do not show; keywords, operators and
/// punctuation do. <c>=> x</c> reads as <c>{ return x; }</c>, and <c>this.x</c> as <c>x</c>. Syntax alone.
/// </summary>
internal static class BodyTokens
{
    /// <summary>Appends the kinds of the member's tokens.</summary>
    /// <returns>False where it has no code of its own: abstract members, automatic properties, what runs initialisers only.</returns>
    public static bool Append(SyntaxNode declaration, List<ushort> tokens)
    {
        switch (declaration)
        {
            case ConstructorDeclarationSyntax constructor:
                if (constructor.Initializer is { } initializer)
                    Append(initializer.DescendantTokens(), tokens);
                return Append(constructor.Body, constructor.ExpressionBody, hasResult: false, tokens);
            case BaseMethodDeclarationSyntax method:
                return Append(method.Body, method.ExpressionBody, method is not MethodDeclarationSyntax { ReturnType: { } type } || !IsVoid(type), tokens);
            case LocalFunctionStatementSyntax function:
                return Append(function.Body, function.ExpressionBody, !IsVoid(function.ReturnType), tokens);
            case PropertyDeclarationSyntax { ExpressionBody: { } arrow }:
                return Append(null, arrow, hasResult: true, tokens);
            case IndexerDeclarationSyntax { ExpressionBody: { } arrow }:
                return Append(null, arrow, hasResult: true, tokens);
            case BasePropertyDeclarationSyntax { AccessorList: { } list }:
                return Append(list, tokens);
            case CompilationUnitSyntax unit:
                foreach (var member in unit.Members)
                {
                    if (member is GlobalStatementSyntax)
                        Append(member.DescendantTokens(), tokens);
                }

                return tokens.Count != 0;
            default:
                return false;
        }
    }

    private static bool Append(AccessorListSyntax list, List<ushort> tokens)
    {
        var hasCode = false;
        foreach (var accessor in list.Accessors)
        {
            if (accessor.Body is null && accessor.ExpressionBody is null)
                continue;
            tokens.Add((ushort)accessor.Keyword.RawKind);
            hasCode |= Append(accessor.Body, accessor.ExpressionBody, accessor.IsKind(SyntaxKind.GetAccessorDeclaration), tokens);
        }

        return hasCode;
    }

    private static bool Append(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, bool hasResult, List<ushort> tokens)
    {
        if (body is not null)
        {
            foreach (var statement in body.Statements)
                Append(statement.DescendantTokens(), tokens);
            return true;
        }

        if (arrow is null)
            return false;
        if (hasResult && arrow.Expression is not ThrowExpressionSyntax)
            tokens.Add((ushort)SyntaxKind.ReturnKeyword);
        Append(arrow.Expression.DescendantTokens(), tokens);
        tokens.Add((ushort)SyntaxKind.SemicolonToken);
        return true;
    }

    private static void Append(IEnumerable<SyntaxToken> source, List<ushort> tokens)
    {
        foreach (var token in source)
        {
            var kind = KindOf((SyntaxKind)token.RawKind);
            if (kind == SyntaxKind.DotToken && tokens.Count != 0 && tokens[tokens.Count - 1] == (ushort)SyntaxKind.ThisKeyword)
                tokens.RemoveAt(tokens.Count - 1);
            else if (kind != SyntaxKind.None)
                tokens.Add((ushort)kind);
        }
    }

    // What a person may write one way or another is one kind. The numbers are public constants of the compiler, which never change.
    private static SyntaxKind KindOf(SyntaxKind kind) => kind switch
    {
        SyntaxKind.UnderscoreToken => SyntaxKind.IdentifierToken,
        SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => SyntaxKind.StringLiteralToken,
        SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken => SyntaxKind.Utf8StringLiteralToken,
        SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken => SyntaxKind.InterpolatedStringStartToken,
        SyntaxKind.InterpolatedRawStringEndToken => SyntaxKind.InterpolatedStringEndToken,
        SyntaxKind.OmittedTypeArgumentToken or SyntaxKind.OmittedArraySizeExpressionToken => SyntaxKind.None,
        _ => kind,
    };

    private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax predefined && predefined.Keyword.IsKind(SyntaxKind.VoidKeyword);
}
