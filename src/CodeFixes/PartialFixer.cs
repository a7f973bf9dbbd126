using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShadowGen.CodeFixes;

/// <summary>A fix that makes the types partial that findings stand in, in whatever files they are declared.</summary>
public abstract class PartialFixer : CodeFixProvider
{
    /// <param name="rule">The id of the rule that it fixes.</param>
    private protected PartialFixer(string rule) => FixableDiagnosticIds = [rule];

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => new FixAll(MakePartial.Title, GetType().Name, FixAsync);

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => Concerns(root, diagnostic)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(MakePartial.Title, cancellation => FixAsync(context.Document.Project.Solution, [(context.Document, [diagnostic])], cancellation), GetType().Name),
                diagnostic);
        }
    }

    /// <summary>Whether a finding is one that <c>partial</c> helps.</summary>
    private protected virtual bool Concerns(SyntaxNode root, Diagnostic diagnostic) => true;

    private async Task<Solution> FixAsync(Solution solution, IReadOnlyList<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> found, CancellationToken cancellation)
    {
        var concerned = new List<(Document, ImmutableArray<Diagnostic>)>();
        foreach (var (document, diagnostics) in found)
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root)
                concerned.Add((document, diagnostics.RemoveAll(diagnostic => !Concerns(root, diagnostic))));
        }

        return await MakePartial.FixAsync(solution, concerned, cancellation).ConfigureAwait(false);
    }
}
