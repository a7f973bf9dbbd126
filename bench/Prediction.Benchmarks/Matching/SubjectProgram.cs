using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching;

/// <summary>The sources of a program, compiled in memory.</summary>
internal sealed class SubjectProgram
{
    /// <summary>As MSBuild would name it.</summary>
    public const string Directory = "/subject";

    public const string GlobalUsings = Directory + "/GlobalUsings.cs";

    private const string OwnUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    public static readonly CSharpParseOptions ParseOptions =
        new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([new KeyValuePair<string, string>("InterceptorsNamespaces", "ShadowGen.Generated;global")]);

    private SubjectProgram(string name, CSharpCompilation compilation) => (Name, Compilation) = (name, compilation);

    public string Name { get; }

    public CSharpCompilation Compilation { get; }

    /// <param name="name">What it is called in tables.</param>
    /// <param name="folder">With all its sources; those of builds and tests are left out.</param>
    /// <param name="more">Folders with sources that are linked into it.</param>
    /// <exception cref="InvalidDataException">There is no source.</exception>
    public static SubjectProgram Read(string name, string folder, params string[] more)
    {
        var files = more.Prepend(folder)
            .SelectMany(root => System.IO.Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (Path: Path.GetRelativePath(root, file), File: file)))
            .Where(file => !file.Path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" || part.Contains("Test", StringComparison.Ordinal)))
            .Select(file => (Path: $"{Directory}/{file.Path.Replace(Path.DirectorySeparatorChar, '/')}", Text: File.ReadAllText(file.File)))
            .ToList();
        if (files.Count == 0) throw new InvalidDataException($"'{folder}' has no C# source");
        return Of(name, files.Prepend((GlobalUsings, OwnUsings)));
    }

    public static SubjectProgram Of(string name, IEnumerable<(string Path, string Text)> files) => new(name, CSharpCompilation.Create(
        name,
        files.Select(file => Parse(file.Path, file.Text)),
        References.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>The same after an edit: texts that differ, by path; null for all of them.</summary>
    public SubjectProgram With(IReadOnlyDictionary<string, string> texts)
    {
        var compilation = Compilation;
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (texts.TryGetValue(tree.FilePath, out var text)) compilation = compilation.ReplaceSyntaxTree(tree, Parse(tree.FilePath, text));
        }
        return new(Name, compilation);
    }

    /// <summary>Some sources need another generator or another project: what does not compile is not shadowed.</summary>
    public int Errors => Compilation.GetDiagnostics().Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);

    // What this program runs on, Roslyn and the runtime library included.
    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => !Path.GetFileName(file).StartsWith("ShadowGen.", StringComparison.Ordinal) || Path.GetFileName(file) == "ShadowGen.Runtime.dll")
            .Select(static file => MetadataReference.CreateFromFile(file)),
    ]);
}
