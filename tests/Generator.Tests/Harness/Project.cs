using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Generator.Tests.Harness;

/// <summary>A project in memory. Immutable: an edit gives a new one that shares the unedited trees, as an editor does.</summary>
internal sealed class Project
{
    public const string Directory = "/work-tree/Shop";

    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Linq.dll" or "System.Linq.Expressions.dll"
                or "System.Collections.dll" or "ShadowGen.Runtime.dll" or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static readonly CSharpParseOptions Interceptors = new CSharpParseOptions(LanguageVersion.CSharp13)
        .WithFeatures([new KeyValuePair<string, string>("InterceptorsNamespaces", "Other;ShadowGen.Generated")]);

    private const string ApiHint = "ShadowedApi.g.cs";
    private const string LocationHint = "InterceptsLocationAttribute.g.cs";
    private const string ModuleHint = "ShadowGenModule.g.cs";

    private Project(CSharpCompilation compilation) => Compilation = compilation;

    public CSharpCompilation Compilation { get; }

    public static Project Of(params (string Path, string Text)[] files) => Of(Interceptors, Directory, files);

    public static Project Of(CSharpParseOptions options, string directory, params (string Path, string Text)[] files) => new(CSharpCompilation.Create(
        "Shop",
        files.Select(file => Parse(file.Path, file.Text, options, directory)),
        Framework,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithAllowUnsafe(true)
            .WithNullableContextOptions(NullableContextOptions.Enable)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithWarningLevel(9999)));

    public Project With(Func<CSharpCompilation, CSharpCompilation> change) => new(change(Compilation));

    /// <summary>Replaces, adds or (null) removes a file.</summary>
    public Project Edit(string path, string? text)
    {
        var old = Compilation.SyntaxTrees.SingleOrDefault(tree => tree.FilePath == Full(path, Directory));
        if (text is null)
            return new(Compilation.RemoveSyntaxTrees(old!));
        var tree = Parse(path, text, Interceptors, Directory);
        return new(old is null ? Compilation.AddSyntaxTrees(tree) : Compilation.ReplaceSyntaxTree(old, tree));
    }

    public static GeneratorDriver Driver(CSharpParseOptions? options = null, string directory = Directory, bool isEnabled = true, Configuration? configuration = null, Action<SyntaxTree>? bound = null) => CSharpGeneratorDriver.Create(
        [new ShadowGenerator { Bound = bound }.AsSourceGenerator()],
        parseOptions: options ?? Interceptors,
        optionsProvider: new Options(directory, isEnabled, configuration ?? Configuration.ShadowAll),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorDriver Switch(GeneratorDriver driver, bool isEnabled) =>
        driver.WithUpdatedAnalyzerConfigOptions(new Options(Directory, isEnabled, Configuration.ShadowAll));

    public static GeneratorDriver Switch(GeneratorDriver driver, Configuration configuration) =>
        driver.WithUpdatedAnalyzerConfigOptions(new Options(Directory, true, configuration));

    /// <summary>The output of one cold run, by hint name; it must compile without a warning.</summary>
    public IReadOnlyDictionary<string, string> Generate(CSharpParseOptions? options = null, string directory = Directory, bool isEnabled = true, Configuration? configuration = null)
    {
        var driver = Driver(options, directory, isEnabled, configuration).RunGeneratorsAndUpdateCompilation(Compilation, out var after, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(after.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return Outputs(driver);
    }

    public static IReadOnlyDictionary<string, string> Outputs(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result.GeneratedSources.Where(source => source.HintName is not (ApiHint or LocationHint or ModuleHint)).ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    /// <summary>What the generated attribute tells other assemblies: text, or null when there is none.</summary>
    public static string? Api(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.Where(source => source.HintName == ApiHint).Select(source => source.SourceText.ToString()).SingleOrDefault();

    /// <summary>What makes the assembly say that it is there: text, or null when there is none.</summary>
    public static string? Module(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.Where(source => source.HintName == ModuleHint).Select(source => source.SourceText.ToString()).SingleOrDefault();

    private static SyntaxTree Parse(string path, string text, CSharpParseOptions options, string directory) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options, Full(path, directory));

    private static string Full(string path, string directory) => path.StartsWith('/') ? path : directory + "/" + path;

    private sealed class Options(string directory, bool isEnabled, Configuration configuration) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(directory, isEnabled, configuration.Global);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) =>
            configuration.Files.TryGetValue(Path.GetFileName(tree.FilePath), out var file) ? new Keys(file) : new Keys([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Keys([]);
    }

    private sealed class Keys(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }

    private sealed class Global(string directory, bool isEnabled, Dictionary<string, string> settings) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key switch
            {
                "build_property.MSBuildProjectDirectory" => directory,
                "build_property.ShadowGenEnabled" => isEnabled ? "true" : "False",
                _ => settings.GetValueOrDefault(key, ""),
            };
            return value.Length != 0;
        }
    }
}
