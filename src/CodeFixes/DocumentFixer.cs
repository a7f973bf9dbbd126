using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShadowGen.CodeFixes;

/// <summary>A fix that edits the file in which the finding is, and replaces nodes of it.</summary>
public abstract class DocumentFixer : CodeFixProvider
{
    private readonly string _title;

    /// <param name="rule">The id of the rule that it fixes.</param>
    /// <param name="title">What the editor offers.</param>
    private protected DocumentFixer(string rule, string title)
    {
        _title = title;
        FixableDiagnosticIds = [rule];
    }

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => new FixAll(_title, GetType().Name, FixAsync);

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            // What cannot be fixed is not offered.
            if (await ReplaceAsync(context.Document, root, diagnostic, context.CancellationToken).ConfigureAwait(false) is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(_title, cancellation => FixAsync(context.Document.Project.Solution, [(context.Document, [diagnostic])], cancellation), GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>The node to replace, and what makes of its current form the new one; null where there is no fix.</summary>
    private protected abstract Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation);

    private async Task<Solution> FixAsync(Solution solution, IReadOnlyList<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> found, CancellationToken cancellation)
    {
        foreach (var (document, diagnostics) in found)
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
                continue;
            var edits = new Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>();
            foreach (var diagnostic in diagnostics)
            {
                if (await ReplaceAsync(document, root, diagnostic, cancellation).ConfigureAwait(false) is not var (node, replace))
                    continue;
                edits[node] = edits.TryGetValue(node, out var before) ? current => replace(before(current)) : replace;
            }

            solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(edits.Keys, (original, current) => edits[original](current)));
        }

        return solution;
    }
}
