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

    [Fact]
    public async Task The_runtime() => Assert.Equal(
        [
            "SHG0005 ActuatorThread.cs 'Job'",
            "SHG0005 ActuatorThread.cs 'Worker'",
            "SHG0005 DecisionMixer.cs 'DecisionMixer'",
            "SHG0005 ExpectedCalls.cs 'ExpectedCalls'",
            "SHG0005 Faults.cs 'Faults'",
            "SHG0005 GoalWatch.cs 'GoalWatch'",
            "SHG0005 NeedsIntervals.cs 'Ends'",
            "SHG0005 NextCallTable.cs 'NextCallTable'",
            "SHG0005 RingReader.cs 'RingReader'",
            "SHG0005 SequenceReader.cs 'SequenceReader'",
            "SHG0005 SkeletonParser.cs 'SkeletonParser'",
            "SHG0005 SolveOrder.cs 'Search'",
            "SHG0005 SystemUsageReader.cs 'SystemUsageReader'",
            "SHG0005 TraceRows.cs 'RowText'",
            "SHG0005 TraceRows.cs 'TraceRows'",
            "SHG1002 AdaptiveRuntimeManager.cs 'AdaptiveRuntimeManager.Run()'",
            "SHG1002 AffinityActuator.cs 'ProcessorMask.Set(int)'",
            "SHG1002 ArgumentLawLearner.cs 'ArgumentLawLearner.NearFactor(Vector128<float>, int)'",
            "SHG1002 EngineCore.cs 'Faults.Caught(Exception, string)'",
            "SHG1002 FlowContext.cs 'FlowContext.Changed(AsyncLocalValueChangedArgs<FlowContext?>)'",
            "SHG1002 JournalPlace.cs 'JournalPlace.IsAlive(string)'",
            "SHG1002 JournalPlace.cs 'PrivateFolder.WhyNot(string)'",
            "SHG1002 LiveView.cs 'LiveView.Listen()'",
            "SHG1002 ShadowBytes.Special.cs 'ShadowBytes.BookResponse(ServiceSite, HttpResponseMessage, bool)'",
            "SHG1002 ShadowBytes.Special.cs 'ShadowBytes.BookResponse(ServiceSite, HttpResponseMessage, bool)'",
            "SHG1002 ShadowExecutionEngine.cs 'ShadowExecutionEngine.Run()'",
            "SHG1002 TraceSpill.cs 'TraceSpill.Run()'",
            "SHG1010 FlowNames.cs 'FlowNames.SlotOf(string, Type)'",
        ],
        await FindAsync("ShadowGen", Runtime));

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
