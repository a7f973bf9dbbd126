using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Generator;

namespace ShadowGen.Execution.Tests.Harness;

/// <summary>Compiles a program in memory: plain, or with the generator, with every warning an error.</summary>
internal static class Compiler
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Microsoft.CSharp.dll" or "ShadowGen.Runtime.dll" or "ShadowGen.Execution.Tests.dll" or "Microsoft.Win32.Primitives.dll" or "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Plain(IReadOnlyList<(string Path, string Text)> files, bool isExecutable = false, LanguageVersion language = LanguageVersion.CSharp13)
    {
        var options = new CSharpParseOptions(language).WithFeatures([new KeyValuePair<string, string>("InterceptorsNamespaces", "ShadowGen.Generated;global")]);
        return CSharpCompilation.Create(
            "Tested",
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, System.Text.Encoding.UTF8), options, file.Path)),
            References,
            new CSharpCompilationOptions(isExecutable ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
                .WithAllowUnsafe(true)
                .WithOptimizationLevel(OptimizationLevel.Release)
                .WithNullableContextOptions(options.LanguageVersion >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable)
                .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
                .WithWarningLevel(9999));
    }

    public static CSharpCompilation Shadowed(CSharpCompilation plain)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new ShadowGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)plain.SyntaxTrees[0].Options,
            optionsProvider: new Options());
        driver.RunGeneratorsAndUpdateCompilation(plain, out var shadowed, out var diagnostics);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)shadowed;
    }

    /// <summary>The assembly's bytes; fails the test with every error and the generated code when it does not compile.</summary>
    public static byte[] Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        var faults = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        if (!result.Success || faults.Count > 0)
            Assert.Fail(string.Join('\n', faults) + "\n" + string.Join("\n\n", compilation.SyntaxTrees.Select(tree => tree.ToString())));
        return stream.ToArray();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string GeneratedText(CSharpCompilation shadowed) =>
        string.Join("\n", shadowed.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).Select(tree => tree.ToString()));

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Global : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = key switch
                {
                    "build_property.MSBuildProjectDirectory" => "/project",
                    "build_property.ShadowGenMinimumSize" => "0",
                    _ => "",
                };
                return value.Length != 0;
            }
        }
    }
}
