using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Analyzers.Tests.Verification;

/// <summary>Applies a fixer to source, to all findings at once and then to one after the other: both ways end in the same text, which compiles and has no finding left.</summary>
internal static class FixVerifier<TAnalyzer, TFixer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFixer : CodeFixProvider, new()
{
    public static async Task VerifyAsync(string before, string after)
    {
        Assert.Equal(after, await FixAsync(before, all: true));
        Assert.Equal(after, await FixAsync(before, all: false));
    }

    /// <summary>The titles of the fixes that are offered for the findings, in their order.</summary>
    public static async Task<IReadOnlyList<string>> OfferedAsync(string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Add(workspace, source);
        var findings = await FindAsync(document);
        Assert.NotEmpty(findings);
        var titles = new List<string>();
        foreach (var finding in findings.OrderBy(finding => finding.Location.SourceSpan.Start))
            await new TFixer().RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => titles.Add(action.Title), default));
        return titles;
    }

    private static Document Add(AdhocWorkspace workspace, string source) => workspace.AddProject("Test", LanguageNames.CSharp)
        .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
        .AddMetadataReferences(AnalyzerVerifier<TAnalyzer>.References)
        .AddDocument("Test.cs", source);

    private static async Task<string> FixAsync(string source, bool all)
    {
        using var workspace = new AdhocWorkspace();
        var document = Add(workspace, source);
        var findings = await FindAsync(document);
        Assert.NotEmpty(findings);
        for (var round = 0; findings.Length != 0; round++)
        {
            Assert.True(round < 20, "The fix does not end.");
            document = await ApplyAsync(document, findings, all);
            findings = await FindAsync(document);
        }

        return (await document.GetTextAsync()).ToString();
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return await compilation.WithAnalyzers([new TAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }

    private static async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> findings, bool all)
    {
        CodeAction? action = null;
        if (all)
        {
            var context = new FixAllContext(document, new TFixer(), FixAllScope.Document, null, findings.Select(d => d.Id).Distinct(), new Findings(findings), default);
            action = await new TFixer().GetFixAllProvider()!.GetFixAsync(context);
        }
        else
        {
            await new TFixer().RegisterCodeFixesAsync(new CodeFixContext(document, findings[0], (found, _) => action = found, default));
        }

        Assert.True(action is not null, $"No fix is offered for {findings[0]} in:\n{await document.GetTextAsync()}");
        var changed = Assert.Single((await action!.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
        return changed.ChangedSolution.GetDocument(document.Id)!;
    }

    private sealed class Findings(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(findings);
    }
}
