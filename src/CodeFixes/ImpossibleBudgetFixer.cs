using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1007: leaves the budget out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ImpossibleBudgetFixer))]
[Shared]
public sealed class ImpossibleBudgetFixer() : DocumentFixer(RuleIdentifiers.ImpossibleBudget, "Leave the budget out")
{
    /// <inheritdoc />
    private protected override Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var argument = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>();
        if (argument?.NameEquals is not { Name.Identifier.ValueText: var name } || argument.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            return Task.FromResult<(SyntaxNode, Func<SyntaxNode, SyntaxNode>)?>(null);
        return Task.FromResult<(SyntaxNode, Func<SyntaxNode, SyntaxNode>)?>((attribute, current => AttributeArguments.Remove((AttributeSyntax)current, name)));
    }
}
