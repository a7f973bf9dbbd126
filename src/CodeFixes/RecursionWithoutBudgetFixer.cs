using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;
using ShadowGen.Generator.Marks;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1010: adds <c>DepthBudget = 1000</c> to the method's attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecursionWithoutBudgetFixer))]
[Shared]
public sealed class RecursionWithoutBudgetFixer() : DocumentFixer(RuleIdentifiers.RecursionWithoutBudget, "Add a depth budget of 1000")
{
    /// <inheritdoc />
    private protected override async Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || KnownAttributes.Find(model.Compilation) is not { } known)
            return null;
        var attribute = method.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(attribute => known.IsShadowed(KnownAttributes.ClassOf(attribute, model, cancellation)));
        return attribute is null ? null : (attribute, current => Add((AttributeSyntax)current));
    }

    private static AttributeSyntax Add(AttributeSyntax attribute)
    {
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var known = SyntaxFactory.ParseAttributeArgumentList("(DepthBudget = 1000)")!.Arguments[0];
        if (list.Arguments.Count != 0)
            known = known.WithLeadingTrivia(SyntaxFactory.Space);
        return attribute.WithArgumentList(list.AddArguments(known));
    }
}
