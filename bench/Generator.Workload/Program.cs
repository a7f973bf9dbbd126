using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Generator;
using ShadowGen.Generator.Workload;

// Runs the generator over the C# sources of a folder with everything shadowed, then once more after an edit.
if (args is not [var folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: FOLDER (with C# sources that need nothing but .NET, Roslyn and ShadowGen)");
    return 2;
}

var options = new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([new KeyValuePair<string, string>("InterceptorsNamespaces", "ShadowGen.Generated")]);
var separator = Path.DirectorySeparatorChar;
var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
    .Where(file => !file.Contains($"{separator}obj{separator}", StringComparison.Ordinal) && !file.Contains($"{separator}bin{separator}", StringComparison.Ordinal))
    .Order(StringComparer.Ordinal)
    .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file), System.Text.Encoding.UTF8), options, file))
    .ToImmutableArray();
var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(static file => Path.GetFileName(file) is not "ShadowGen.Generator.Workload.dll")
    .Select(static file => MetadataReference.CreateFromFile(file));
var compilation = CSharpCompilation.Create("Input", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

GeneratorDriver driver = CSharpGeneratorDriver.Create([new ShadowGenerator().AsSourceGenerator()], parseOptions: options, optionsProvider: new EverythingShadowed(folder));
driver = driver.RunGenerators(compilation);
var edited = trees[0].WithChangedText(trees[0].GetText().Replace(0, 0, "// An edit.\n"));
driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(trees[0], edited));
var result = driver.GetRunResult();
if (result.Results[0].Exception is not null || result.GeneratedTrees.IsEmpty)
{
    Console.Error.WriteLine($"error: the generator wrote nothing: {result.Results[0].Exception?.ToString() ?? "is the folder empty?"}");
    return 1;
}

Console.WriteLine($"{trees.Length} files read, {result.GeneratedTrees.Length} written");
return 0;
