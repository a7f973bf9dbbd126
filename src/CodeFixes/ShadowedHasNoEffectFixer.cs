using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1003: removes the attribute, or the member of it, that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShadowedHasNoEffectFixer))]
[Shared]
public sealed class ShadowedHasNoEffectFixer() : DocumentFixer(RuleIdentifiers.ShadowedHasNoEffect, "Remove what has no effect")
{
    /// <inheritdoc />
    private protected override Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var found = root.FindNode(diagnostic.Location.SourceSpan);
        if (found.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            return Task.FromResult<(SyntaxNode, Func<SyntaxNode, SyntaxNode>)?>(null);
        return Task.FromResult(found is AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: var name }
            ? (attribute, current => AttributeArguments.Remove((AttributeSyntax)current, name))
            : AttributeRemoval.Of(attribute));
    }
}
