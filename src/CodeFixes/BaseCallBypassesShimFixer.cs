using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1002 at a base call: makes the type that calls partial, so that the generator can add the call to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BaseCallBypassesShimFixer))]
[Shared]
public sealed class BaseCallBypassesShimFixer : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.CallBypassesShim];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new FixAll(
        MakePartial.Title,
        nameof(BaseCallBypassesShimFixer),
        static async (solution, found, cancellation) =>
        {
            var baseCalls = new List<(Document, ImmutableArray<Diagnostic>)>();
            foreach (var (document, diagnostics) in found)
            {
                if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root)
                    baseCalls.Add((document, diagnostics.RemoveAll(diagnostic => !IsBaseCall(root, diagnostic))));
            }

            return await MakePartial.FixAsync(solution, baseCalls, cancellation).ConfigureAwait(false);
        });

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => IsBaseCall(root, diagnostic)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    MakePartial.Title,
                    cancellation => MakePartial.FixAsync(context.Document.Project.Solution, [(context.Document, [diagnostic])], cancellation),
                    nameof(BaseCallBypassesShimFixer)),
                diagnostic);
        }
    }

    // A method group is reported with its receiver, a call by its name.
    private static bool IsBaseCall(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is SimpleNameSyntax
        {
            Parent: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Parent: InvocationExpressionSyntax },
        };
}
