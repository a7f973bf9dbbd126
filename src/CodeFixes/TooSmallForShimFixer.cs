using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1004: removes the attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TooSmallForShimFixer))]
[Shared]
public sealed class TooSmallForShimFixer() : DocumentFixer(RuleIdentifiers.TooSmallForShim, "Remove [Shadowed]")
{
    /// <inheritdoc />
    private protected override Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation) =>
        Task.FromResult(root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute ? AttributeRemoval.Of(attribute) : null);
}
