using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG0005: adds <c>partial</c> to every declaration of the type and of the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypeCouldBePartialFixer))]
[Shared]
public sealed class TypeCouldBePartialFixer : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.TypeCouldBePartial];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new FixAll(MakePartial.Title, nameof(TypeCouldBePartialFixer), MakePartial.FixAsync);

    /// <inheritdoc />
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create(
                MakePartial.Title,
                cancellation => MakePartial.FixAsync(context.Document.Project.Solution, [(context.Document, context.Diagnostics)], cancellation),
                nameof(TypeCouldBePartialFixer)),
            context.Diagnostics);
        return Task.CompletedTask;
    }
}
