using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShadowGen.CodeFixes;

/// <summary>Applies a fix to all findings of a document, project or solution at once, against the tree that they were found in.</summary>
/// <param name="title">What the editor offers.</param>
/// <param name="key">Equivalence key of the fixes that this stands for.</param>
/// <param name="fix">Edits each file once for all its findings: two fixes may concern one place.</param>
internal sealed class FixAll(string title, string key, Func<Solution, IReadOnlyList<(Document Document, ImmutableArray<Diagnostic> Diagnostics)>, CancellationToken, Task<Solution>> fix) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var found = new List<(Document, ImmutableArray<Diagnostic>)>();
        foreach (var document in DocumentsOf(context))
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (!diagnostics.IsEmpty)
                found.Add((document, diagnostics));
        }

        return CodeAction.Create(title, cancellation => fix(context.Solution, found, cancellation), key);
    }

    private static IEnumerable<Document> DocumentsOf(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document when context.Document is { } document => [document],
        FixAllScope.Solution => context.Solution.Projects.SelectMany(static project => project.Documents),
        _ => context.Project.Documents,
    };
}
