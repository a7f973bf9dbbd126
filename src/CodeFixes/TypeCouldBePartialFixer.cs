using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG0005: adds <c>partial</c> to every declaration of the type and of the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypeCouldBePartialFixer))]
[Shared]
public sealed class TypeCouldBePartialFixer : CodeFixProvider
{
    private const string Title = "Make partial";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.TypeCouldBePartial];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new AllTypes();

    /// <inheritdoc />
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => FixAsync(context.Document.Project.Solution, [(context.Document, context.Diagnostics)], cancellation), nameof(TypeCouldBePartialFixer)),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    /// <summary>One edit of each file for all its types: two fixes may concern one type around both.</summary>
    private static async Task<Solution> FixAsync(Solution solution, IEnumerable<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> found, CancellationToken cancellation)
    {
        var declarations = new HashSet<TypeDeclarationSyntax>();
        foreach (var (document, diagnostics) in found)
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
                continue;
            foreach (var diagnostic in diagnostics)
            {
                if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration)
                    declarations.UnionWith(Modifiers.Lacking(model.GetDeclaredSymbol(declaration, cancellation), cancellation));
            }
        }

        foreach (var file in declarations.GroupBy(static declaration => declaration.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is { } document)
                solution = solution.WithDocumentSyntaxRoot(document.Id, file.Key.GetRoot(cancellation).ReplaceNodes(file, static (_, current) => Modifiers.AddPartial(current)));
        }

        return solution;
    }

    private sealed class AllTypes : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var found = new List<(Document, ImmutableArray<Diagnostic>)>();
            foreach (var document in DocumentsOf(context))
                found.Add((document, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)));
            return CodeAction.Create(Title, cancellation => FixAsync(context.Solution, found, cancellation), nameof(TypeCouldBePartialFixer));
        }

        private static IEnumerable<Document> DocumentsOf(FixAllContext context) => context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => [document],
            FixAllScope.Solution => context.Solution.Projects.SelectMany(static project => project.Documents),
            _ => context.Project.Documents,
        };
    }
}
