using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Analyzers.Rules;
using ShadowGen.Analyzers.Tests.Verification;

namespace ShadowGen.Analyzers.Tests;

/// <summary>What <c>.editorconfig</c> and <c>#pragma</c> say of a rule is done, and does nothing to the others.</summary>
public sealed class SeverityTests
{
    /// <summary>Every rule about methods, once, each in a line of its own.</summary>
    private const string Source = """
        using System.Linq;
        using ShadowGen;
        class Orders
        {
            int _n;
            [Shadowed] static int Load(int id) => System.Math.Abs(id);
            static int[] All(int[] ids) => ids.Select(Load).ToArray();
            [Shadowed, Unshadowed] void Both() { }
            [Shadowed] int Small() => _n;
            [Shadowed(Speculative = true)] int Write(int id) => _n = id;
            [Shadowed(Prefetch = "Warm")] static int Fetch(int id) => Load(id);
            [Shadowed(CallBudget = -1)] static int Limit(int id) => Load(id);
            int Early(int id) { id++; return Write(id); }
            [Shadowed] static int Again(int id) => id == 0 ? 0 : Again(id - 1);
        }
        public class Stock { public int Count(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; } }
        """;

    private static readonly string[] Ids = ["SHG1001", "SHG1002", "SHG1003", "SHG1004", "SHG1005", "SHG1006", "SHG1007", "SHG1008", "SHG1010"];

    public static TheoryData<string> EachId => [.. Ids];

    [Fact]
    public async Task Each_rule_speaks_once() => Assert.Equal(Ids, (await FindAsync(Source)).Select(finding => finding.Id).Order());

    [Theory]
    [MemberData(nameof(EachId))]
    public async Task None_silences_one_rule(string id) =>
        Assert.Equal(Ids.Where(other => other != id), (await FindAsync(Source, $"dotnet_diagnostic.{id}.severity = none")).Select(finding => finding.Id).Order());

    [Theory]
    [MemberData(nameof(EachId))]
    public async Task A_severity_is_that_of_the_file(string id) =>
        Assert.Equal(DiagnosticSeverity.Error, (await FindAsync(Source, $"dotnet_diagnostic.{id}.severity = error")).Single(finding => finding.Id == id).Severity);

    [Theory]
    [MemberData(nameof(EachId))]
    public async Task A_pragma_silences_one_rule(string id) =>
        Assert.Equal(Ids.Where(other => other != id), (await FindAsync($"#pragma warning disable {id}\n{Source}")).Select(finding => finding.Id).Order());

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(string source, string config = "")
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), "/project/Test.cs");
        var set = AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(SourceText.From($"root = true\n[*.cs]\n{config}\n"), "/project/.editorconfig")));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithSyntaxTreeOptionsProvider(new TreeOptions(set));
        var compilation = CSharpCompilation.Create("Test", [tree], AnalyzerVerifier<CallBypassesShimAnalyzer>.References, options);
        var analyzers = typeof(CallBypassesShimAnalyzer).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
        return await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync();
    }

    private sealed class TreeOptions(AnalyzerConfigSet set) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            set.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
