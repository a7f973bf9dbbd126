using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Architecture.Tests.Support;

/// <summary>A use of one type in the source of another: where, and what.</summary>
internal sealed record TypeUse(string File, int Line, ITypeSymbol Type, IReadOnlyList<string> DeclaredIn)
{
    public override string ToString() => $"{File}({Line}): {Type.ToDisplayString()}";
}

/// <summary>One project's source, bound: built assemblies know no folders, and a finding needs a file and a line.</summary>
internal sealed class RoomSource
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("ShadowGen", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    public RoomSource(string room)
    {
        _root = $"src/{room}/";
        var trees = SourceTree.WithExtension(".cs")
            .Where(f => f.StartsWith(_root, StringComparison.Ordinal) || (room != "Runtime" && f.StartsWith("src/Shared/", StringComparison.Ordinal)))
            .Select(f => CSharpSyntaxTree.ParseText(SourceTree.Read(f), Options, f))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings.Text, Options));
        _compilation = CSharpCompilation.Create(room, trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>The first folder below the room; empty for files at its top.</summary>
    public string FolderOf(string file) => !file.StartsWith(_root, StringComparison.Ordinal) ? "Shared" : file[_root.Length..].Split('/') is [var folder, _, ..] ? folder : "";

    public IEnumerable<(string File, BaseTypeDeclarationSyntax Declaration, INamedTypeSymbol Type)> TopLevelTypes() =>
        from tree in RoomTrees()
        let model = _compilation.GetSemanticModel(tree)
        from declaration in tree.GetRoot().DescendantNodes(n => n is not BaseTypeDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>()
        select (tree.FilePath, declaration, (INamedTypeSymbol)model.GetDeclaredSymbol(declaration)!);

    public IEnumerable<TypeUse> TypeUses() =>
        from tree in RoomTrees()
        let model = _compilation.GetSemanticModel(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let symbol = model.GetSymbolInfo(name).Symbol
        let type = symbol as ITypeSymbol ?? symbol?.ContainingType
        where type is INamedTypeSymbol
        select new TypeUse(
            tree.FilePath,
            name.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            type,
            type.OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.SyntaxTree.FilePath).Where(f => f.Length > 0).ToList());

    private IEnumerable<SyntaxTree> RoomTrees() => _compilation.SyntaxTrees.Where(t => t.FilePath.StartsWith(_root, StringComparison.Ordinal));
}
