using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Analyzers.Rules;
using ShadowGen.Analyzers.Tests.Verification;
using ShadowGen.TestSupport;

namespace ShadowGen.Analyzers.Tests;

/// <summary>All rules over this repository's own source with everything shadowed: each finding was read and is right.</summary>
public sealed class RealCodeTests
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    // What the projects' own build has and this one has not: bodies of [LibraryImport] methods, the package of tensors that the runtime is built against, and the generated class Shadows.
    private static readonly string[] Missing = ["CS8795", "CS0170", "CS1503", "CS0103"];

    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(CallBypassesShimAnalyzer).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Its folder, and what is linked into it.</summary>
    private static readonly string[] Runtime = ["src/Runtime", "src/Shared/Model"];

    /// <summary>What is found there stands in a file. To accept a change, once it has been read: SHADOWGEN_ACCEPT=1 dotnet test.</summary>
    [Fact]
    public async Task The_runtime()
    {
        var accepted = Repository.PathOf("tests", "Analyzers.Tests", "RealCode.Runtime.txt");
        var found = await FindAsync("ShadowGen", Runtime);
        if (Environment.GetEnvironmentVariable("SHADOWGEN_ACCEPT") == "1")
            await File.WriteAllLinesAsync(accepted, found);
        Assert.Equal(await File.ReadAllLinesAsync(accepted), found);
    }

    [Fact]
    public async Task The_quick_start() => Assert.Equal(
        [
            "SHG1002 Session.cs 'ForecastCheck.OnStep(SearchStep)'",
            "SHG1010 CallTree.cs 'CallTree.Unfold(CallGraphNode, string, List<CallTreeRow>, HashSet<CallGraphNode>, HashSet<CallGraphNode>)'",
            "SHG1010 FileDiscovery.cs 'FileDiscovery.Walk(DirectoryInfo)'",
        ],
        await FindAsync("ShadowGen.QuickStart", "samples/QuickStart"));

    /// <summary>
    /// Nothing is annotated: what is named is what the engine does round by round, and no more of it than one reads. Which of its methods these are moves with every change to them.
    /// </summary>
    [Fact]
    public async Task The_hot_paths_of_the_runtime()
    {
        string[] learning = ["Engine", "Graph", "Prediction", "Sequences", "Costs", "Laws", "Branches", "Arrivals", "Live"];

        var found = await FindAsync("ShadowGen", [], Runtime);

        Assert.InRange(found.Count, 1, 12);
        Assert.All(found, finding => Assert.Contains(RoomOf(finding.Split(' ')[1]), learning));

        static string RoomOf(string file) => Path.GetFileName(Path.GetDirectoryName(Runtime.SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), file, SearchOption.AllDirectories)).Single(path => !path.Contains("/obj/", StringComparison.Ordinal)))!);
    }

    [Fact]
    public async Task The_hot_paths_of_the_quick_start() => Assert.Equal(
        [],
        await FindAsync("ShadowGen.QuickStart", [], "samples/QuickStart"));

    private static Task<IReadOnlyList<string>> FindAsync(string without, params string[] folders) =>
        FindAsync(without, new() { ["build_property.ShadowGenInclude"] = "**", ["shadowgen_recursion_budget"] = "all" }, folders);

    private static async Task<IReadOnlyList<string>> FindAsync(string without, Dictionary<string, string> settings, params string[] folders)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None);
        var files = folders.SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, Path.GetRelativePath(Repository.Root, file))).Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options));
        var references = AnalyzerVerifier<CallBypassesShimAnalyzer>.References.Where(reference => !Path.GetFileName(reference.Display!).StartsWith(without, StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            "Real", trees, references, new CSharpCompilationOptions(trees.Any(tree => tree.FilePath.EndsWith("Program.cs", StringComparison.Ordinal)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error && !Missing.Contains(fault.Id)));

        Exception? failure = null;
        var analysis = compilation.WithAnalyzers([.. Analyzers], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new Settings(settings)), (exception, _, _) => failure = exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var found = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Null(failure);
        // What is linked in is its own rooms' matter.
        return [.. found.Where(finding => finding.Location.SourceTree?.FilePath.StartsWith("src/Shared/", StringComparison.Ordinal) != true).Select(finding => $"{finding.Id} {Path.GetFileName(finding.Location.SourceTree?.FilePath)} '{finding.GetMessage(CultureInfo.InvariantCulture).Split('\'')[1]}'").Order(StringComparer.Ordinal)];
    }
}
