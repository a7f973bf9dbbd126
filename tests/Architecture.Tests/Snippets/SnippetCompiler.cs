using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Architecture.Tests.Support;

namespace ShadowGen.Architecture.Tests.Snippets;

/// <summary>Compiles a C# snippet as a user's project would, with ShadowGen's analyzers.</summary>
internal static class SnippetCompiler
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(ShadowGen.Analyzers.Rules.InvalidNamespacePatternAnalyzer).Assembly.GetExportedTypes()
            .Where(t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>What the compiler and the rules say against the snippet, but for the rule that it expects; a missing expected rule is a finding as well.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(Snippet snippet)
    {
        if (snippet.Shape is not (Snippet.WholeFile or Snippet.Members))
        {
            return [$"{snippet.Place}: '{snippet.Harness}' names no harness. Write 'file', 'members', 'none: <reason>' or 'file reports <rule>'."];
        }

        var text = snippet.Shape == Snippet.Members ? $"class Snippet {{\n{snippet.Text}\n}}" : snippet.Text;
        var options = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("InterceptorsNamespaces", "ShadowGen.Generated")]);
        var tree = CSharpSyntaxTree.ParseText(text, options, snippet.File);
        var kind = (await tree.GetRootAsync()).ChildNodes().Any(n => n is GlobalStatementSyntax) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        Compilation compilation = CSharpCompilation.Create(
            "Snippet",
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings.Text, options)],
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

        // What is generated for it to name.
        if (text.Contains("Shadows.", StringComparison.Ordinal))
            CSharpGeneratorDriver.Create([new Generator.ShadowGenerator().AsSourceGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);

        var rules = await compilation.WithAnalyzers([.. Analyzers]).GetAnalyzerDiagnosticsAsync();
        var findings = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)
            .Concat(rules.Where(d => d.Id != snippet.ExpectedRule))
            .Select(d => $"{snippet.Place}: {d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}")
            .ToList();
        if (snippet.ExpectedRule is { } expected && rules.All(d => d.Id != expected))
        {
            findings.Add($"{snippet.Place}: was to report {expected} and does not.");
        }

        return findings;
    }
}
