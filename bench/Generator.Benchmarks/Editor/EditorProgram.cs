using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Generator.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks.Large;

namespace ShadowGen.Generator.Benchmarks.Editor;

/// <summary>A large program as an editor holds it: parsed, with what the generator adds; nothing is bound.</summary>
internal sealed class EditorProgram
{
    private const string Folder = "/large";

    // Files with such methods need another generator, which does not run here.
    private const string OtherGenerator = "[LibraryImport(";

    private static readonly CSharpParseOptions ParseOptions =
        new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([new KeyValuePair<string, string>("InterceptorsNamespaces", "ShadowGen.Generated;global")]);

    private readonly Compilation _compilation;

    private EditorProgram(Compilation compilation, List<SyntaxTree> files)
    {
        _compilation = compilation;
        Files = files;
    }

    /// <summary>Those of the first copy: the others are the same but for their namespace and their marks.</summary>
    public IReadOnlyList<SyntaxTree> Files { get; }

    public static BuildOptions Options { get; } = new(Folder);

    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static EditorProgram Create(RealSources sources, int copies)
    {
        var compilation = Compile(sources, copies, RealSources.MethodsForOneMark);
        var files = compilation.SyntaxTrees.Skip(1).Take(sources.Files).Where(static file => !file.ToString().Contains(OtherGenerator, StringComparison.Ordinal)).ToList();
        CSharpGeneratorDriver.Create([new ShadowGenerator().AsSourceGenerator()], parseOptions: ParseOptions, optionsProvider: Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return new EditorProgram(generated, files);
    }

    /// <summary>The program before any generator. The first tree holds its global usings; the files of a copy stand together.</summary>
    public static CSharpCompilation Compile(RealSources sources, int copies, int methodsForOneMark) => CSharpCompilation.Create(
        "Large",
        sources.Copies(copies, methodsForOneMark).AsParallel().AsOrdered()
            .Select(static file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, System.Text.Encoding.UTF8), ParseOptions, $"{Folder}/{file.Path}")),
        References(),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));

    /// <summary>The same after a keystroke in one file, which is all that differs.</summary>
    public (Compilation Compilation, SyntaxTree File) Edit(SyntaxTree file, int edit)
    {
        var edited = file.WithChangedText(file.GetText().WithChanges(new TextChange(new TextSpan(file.Length, 0), $"// Edit {edit}.\n")));
        return (_compilation.ReplaceSyntaxTree(file, edited), edited);
    }

    /// <exception cref="InvalidOperationException">Files do not compile: what is measured of them would be how errors are reported.</exception>
    public void RequireNoErrors(IEnumerable<SyntaxTree> files)
    {
        foreach (var file in files)
        {
            var errors = _compilation.GetSemanticModel(file).GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count != 0)
                throw new InvalidOperationException($"The large program does not compile: {errors[0]} ({errors.Count} errors in this file)");
        }
    }

    // What this program runs on, without its own rooms: those are among the sources.
    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static file => !Path.GetFileName(file).StartsWith("ShadowGen.", StringComparison.Ordinal) || Path.GetFileName(file) == "ShadowGen.Runtime.dll")
        .Select(static file => MetadataReference.CreateFromFile(file));
}
