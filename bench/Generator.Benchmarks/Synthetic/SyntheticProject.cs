using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Generator.Benchmarks.Synthetic;

/// <summary>What a developer types between two runs of the generator.</summary>
internal enum Edit
{
    /// <summary>A statement in a method of a file without tracked calls.</summary>
    Unrelated,

    /// <summary>A statement in a method of a file with tracked calls.</summary>
    Related,

    /// <summary>A field, in a file without tracked calls.</summary>
    Declaration,
}

/// <summary>The synthetic project, and its edits: each gives a compilation that shares all other trees, as in an editor.</summary>
internal sealed class SyntheticProject
{
    public const string Directory = "/synthetic";

    /// <summary>Seed of all that is random in the sources.</summary>
    public const int Seed = 20260101;

    public static readonly CSharpParseOptions ParseOptions = new CSharpParseOptions(LanguageVersion.CSharp13)
        .WithFeatures([new KeyValuePair<string, string>("InterceptorsNamespaces", "ShadowGen.Generated;Rivals")]);

    // Read once, as a compiler server does.
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "ShadowGen.Runtime.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private SyntheticProject(CSharpCompilation compilation) => Compilation = compilation;

    public CSharpCompilation Compilation { get; }

    /// <param name="everything">All methods are shadowed, not only those that are called by one file of ten.</param>
    public static SyntheticProject Create(SyntheticSize size, bool everything)
    {
        var trees = ImmutableArray.CreateBuilder<SyntaxTree>(size.Files + 2);
        trees.Add(Parse("Tracked.cs", SyntheticSource.Tracked(everything)));
        trees.Add(Parse("Data.cs", SyntheticSource.Data()));
        for (var file = 0; file < size.Files; file++)
            trees.Add(Parse($"Part{file % 25}/Type{file}.cs", SyntheticSource.File(file, size, Seed)));
        return new SyntheticProject(CSharpCompilation.Create("Synthetic", trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));
    }

    /// <summary>The same trees in a compilation that has bound nothing yet.</summary>
    public SyntheticProject Fresh() => new(Compilation.Clone());

    /// <param name="round">Another number, another text.</param>
    public SyntheticProject With(Edit edit, int round)
    {
        // File 0 has tracked calls, file 1 has none; both stand behind Tracked.cs and Data.cs.
        var old = Compilation.SyntaxTrees[edit == Edit.Related ? 2 : 3];
        var text = old.GetText();
        var (before, after) = edit == Edit.Declaration ? ("{\n        ", $"public int Added{round};\n        ") : ("var total = start;\n            ", $"total += {round};\n            ");
        var at = text.ToString().IndexOf(before, text.ToString().IndexOf("class", StringComparison.Ordinal), StringComparison.Ordinal) + before.Length;
        var changed = old.WithChangedText(text.WithChanges(new TextChange(new TextSpan(at, 0), after)));
        return new SyntheticProject(Compilation.ReplaceSyntaxTree(old, Parsed(changed)));
    }

    /// <summary>Calls in the sources, as the parser sees them.</summary>
    public int CountInvocations() =>
        Compilation.SyntaxTrees.Sum(static tree => tree.GetRoot().DescendantNodes().Count(static node => node.IsKind(SyntaxKind.InvocationExpression)));

    private static SyntaxTree Parse(string path, string text) =>
        Parsed(CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, $"{Directory}/{path}"));

    private static SyntaxTree Parsed(SyntaxTree tree)
    {
        tree.GetRoot();
        return tree;
    }
}
