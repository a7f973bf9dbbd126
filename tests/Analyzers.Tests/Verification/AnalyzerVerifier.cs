using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Analyzers.Tests.Verification;

/// <summary>Runs one analyzer over marked-up source on the base Roslyn API.</summary>
internal static class AnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The analyzer reports exactly what the markup says. Returns the messages in source order.</summary>
    public static async Task<IReadOnlyList<string>> VerifyAsync(string markup)
    {
        var (source, expected) = Markup.Parse(markup);
        var diagnostics = await RunAsync(source, References);

        Assert.Equal(expected.OrderBy(e => e.Span.Start), diagnostics.Select(d => (d.Id, d.Location.SourceSpan)));
        return diagnostics.Select(d => d.GetMessage(CultureInfo.InvariantCulture)).ToList();
    }

    /// <summary>As the other overload, for source that expects one diagnostic: its message is exactly this.</summary>
    public static async Task VerifyAsync(string markup, string message) => Assert.Equal(message, Assert.Single(await VerifyAsync(markup)));

    /// <summary>The messages for source without markup, in a project with these settings.</summary>
    public static async Task<IReadOnlyList<string>> MessagesAsync(string source, AnalyzerConfigOptionsProvider settings) =>
        (await RunAsync(source, References, settings)).Select(d => d.GetMessage(CultureInfo.InvariantCulture)).ToList();

    /// <summary>The messages for source without markup, in a program or a library.</summary>
    public static async Task<IReadOnlyList<string>> MessagesAsync(string source, OutputKind kind) =>
        (await RunAsync(source, References, kind: kind)).Select(d => d.GetMessage(CultureInfo.InvariantCulture)).ToList();

    /// <summary>What is found in source without markup.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> FindAsync(string source) => await RunAsync(source, References);

    /// <summary>What is found in source without markup, beside additional files.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> FindAsync(string source, params AdditionalText[] files) => await RunAsync(source, References, files: files);

    /// <summary>As the other overload, with a model file.</summary>
    public static async Task<IReadOnlyList<string>> VerifyAsync(string markup, Models model)
    {
        var (source, expected) = Markup.Parse(markup);
        var diagnostics = await RunAsync(source, References, files: [model.File]);

        Assert.Equal(expected.OrderBy(e => e.Span.Start), diagnostics.Select(d => (d.Id, d.Location.SourceSpan)));
        return diagnostics.Select(d => d.GetMessage(CultureInfo.InvariantCulture)).ToList();
    }

    /// <summary>The analyzer says nothing, and does not fail, in a compilation that does not know ShadowGen.</summary>
    public static async Task VerifySilentWithoutShadowGenAsync(string source)
    {
        var without = References.Where(r => !r.Display!.Contains("ShadowGen", StringComparison.Ordinal));
        Assert.Empty(await RunAsync(source, without));
    }

    private static async Task<List<Diagnostic>> RunAsync(string source, IEnumerable<MetadataReference> references, AnalyzerConfigOptionsProvider? settings = null, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, AdditionalText[]? files = null)
    {
        var options = new CSharpCompilationOptions(kind, reportSuppressedDiagnostics: false, allowUnsafe: true);
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), "Test.cs");
        var compilation = CSharpCompilation.Create("Test", [tree], references, options);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));

        Exception? failure = null;
        var analysis = compilation.WithAnalyzers([new TAnalyzer()], new CompilationWithAnalyzersOptions(
            settings is null ? new AnalyzerOptions([.. files ?? []]) : new AnalyzerOptions([.. files ?? []], settings), (exception, _, _) => failure = exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Null(failure);
        return diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ToList();
    }
}
