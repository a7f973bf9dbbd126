using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Fuzzer.Generation;
using ShadowGen.Generator;

namespace ShadowGen.Fuzzer.Differential;

/// <summary>A compiled batch.</summary>
/// <param name="Image">Null when there are errors.</param>
/// <param name="Diagnostics">Warnings and errors, as text.</param>
internal sealed record Compiled(byte[]? Image, IReadOnlyList<string> Diagnostics);

/// <summary>Compiles many programs as one assembly, plain and shadowed. Metadata is read once for all.</summary>
internal sealed class BatchCompiler(Func<ShadowGenerator> generator)
{
    private const string EverythingShadowed = "[assembly: ShadowGen.ShadowNamespace(\"**\")]";

    private static readonly string[] Libraries =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Linq", "System.Linq.Expressions", "System.Linq.Queryable", "System.Collections", "System.Memory",
        "System.Threading", "System.Threading.Tasks", "System.Runtime.InteropServices", "System.ObjectModel", "System.ComponentModel.Primitives", "System.Console",
        "Microsoft.CSharp", "ShadowGen.Runtime", "ShadowGen.Fuzzer",
    ];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Libraries.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions(Level level) => new CSharpParseOptions(Version(level)).WithFeatures([new("InterceptorsNamespaces", "ShadowGen.Generated;global")]);

    public static CSharpCompilation Plain(IReadOnlyList<FuzzProgram> programs, Level level)
    {
        var options = ParseOptions(level);
        return CSharpCompilation.Create(
            "Fuzzed",
            programs.SelectMany(static program => program.Files).Prepend(("/project/Everything.cs", EverythingShadowed))
                .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Item2, System.Text.Encoding.UTF8), options, file.Item1)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithAllowUnsafe(true)
                .WithOptimizationLevel(OptimizationLevel.Release)
                .WithNullableContextOptions(level == Level.CSharp7 ? NullableContextOptions.Disable : NullableContextOptions.Enable)
                .WithWarningLevel(9999));
    }

    public CSharpCompilation Shadowed(CSharpCompilation plain, out IReadOnlyList<string> diagnostics)
    {
        var driver = CSharpGeneratorDriver.Create(
            [generator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)plain.SyntaxTrees[0].Options,
            optionsProvider: BuildOptions.Instance);
        driver.RunGeneratorsAndUpdateCompilation(plain, out var shadowed, out var reported);
        diagnostics = [.. reported.Select(static diagnostic => diagnostic.ToString())];
        return (CSharpCompilation)shadowed;
    }

    public static Compiled Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return new Compiled(
            result.Success ? stream.ToArray() : null,
            [.. result.Diagnostics.Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(static d => d.ToString())]);
    }

    private static LanguageVersion Version(Level level) => level switch
    {
        Level.CSharp7 => LanguageVersion.CSharp7_3,
        Level.CSharp10 => LanguageVersion.CSharp10,
        Level.CSharp12 => LanguageVersion.CSharp12,
        _ => LanguageVersion.Latest,
    };
}
