using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Analyzers.Rules;
using ShadowGen.Analyzers.Tests.Verification;

namespace ShadowGen.Analyzers.Tests;

/// <summary>What SHG1001 reads, and that it reads nothing where it is off.</summary>
public sealed class HotPathCostTests
{
    private const string Source = "class Program { int _field = 1; static int Main() => A(1); static int A(int n) => n; }";

    [Fact]
    public async Task Each_body_is_read_once() => Assert.Equal(3, await BodiesAsync(new Settings([])));

    [Fact]
    public async Task None_is_where_the_setting_is_off() => Assert.Equal(0, await BodiesAsync(new Settings(new() { ["shadowgen_hot_path_share"] = "100" })));

    [Fact]
    public async Task None_is_where_the_rule_is_off() =>
        Assert.Equal(0, await BodiesAsync(new Settings([]), options => options.WithSpecificDiagnosticOptions([new("SHG1001", ReportDiagnostic.Suppress)])));

    [Fact]
    public async Task None_is_where_the_rule_is_off_in_every_file()
    {
        Assert.Equal(0, await BodiesAsync(new Settings([]), options => options.WithSyntaxTreeOptionsProvider(new EachFile(ReportDiagnostic.Suppress))));
        Assert.Equal(3, await BodiesAsync(new Settings([]), options => options.WithSyntaxTreeOptionsProvider(new EachFile(ReportDiagnostic.Error))));
    }

    [Fact]
    public async Task None_is_where_ShadowGen_is_not_known() => Assert.Equal(0, await BodiesAsync(new Settings([]), isKnown: false));

    private static async Task<int> BodiesAsync(AnalyzerConfigOptionsProvider settings, Func<CSharpCompilationOptions, CSharpCompilationOptions>? change = null, bool isKnown = true)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var references = AnalyzerVerifier<HotPathNotShadowedAnalyzer>.References.Where(reference => isKnown || !reference.Display!.Contains("ShadowGen", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create("Test", [CSharpSyntaxTree.ParseText(Source)], references, change?.Invoke(options) ?? options);
        var count = 0;
        var analyzer = new HotPathNotShadowedAnalyzer { BodyRead = _ => Interlocked.Increment(ref count) };
        await compilation.WithAnalyzers([analyzer], new AnalyzerOptions([], settings)).GetAnalyzerDiagnosticsAsync();
        return count;
    }

    private sealed class EachFile(ReportDiagnostic every) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = every;
            return true;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
