using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using ShadowGen.Analyzers;
using ShadowGen.Generator.Marks;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1001: marks the method, by the shortest name that means the attribute there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HotPathNotShadowedFixer))]
[Shared]
public sealed class HotPathNotShadowedFixer() : DocumentFixer(RuleIdentifiers.HotPathNotShadowed, "Mark [Shadowed]")
{
    /// <inheritdoc />
    private protected override async Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
            || compilation.GetTypeByMetadataName(KnownAttributes.ShadowedName) is not { } shadowed)
            return null;
        var name = (NameSyntax)SyntaxGenerator.GetGenerator(document).TypeExpression(shadowed);
        return (method, current => Mark((MethodDeclarationSyntax)current, name));
    }

    private static MethodDeclarationSyntax Mark(MethodDeclarationSyntax method, NameSyntax name)
    {
        // What stands before the method (a comment, the indentation) stands before the attribute then.
        var before = method.GetLeadingTrivia();
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name))).WithLeadingTrivia(before);
        var indentation = before.Count > 0 && before.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? before.Last() : default;
        list = IsFirstOnLine(method)
            ? list.WithTrailingTrivia(NewLineOf(method), indentation)
            : list.WithTrailingTrivia(SyntaxFactory.Space);
        var bare = method.WithLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list));
    }

    private static bool IsFirstOnLine(MethodDeclarationSyntax method) =>
        method.GetFirstToken().GetPreviousToken() is { RawKind: not 0 } previous && previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);

    private static SyntaxTrivia NewLineOf(MethodDeclarationSyntax method) =>
        method.GetFirstToken().GetPreviousToken().TrailingTrivia.First(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
