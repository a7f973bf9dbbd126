using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>A tree by identity. Equal means: the very same, unedited tree.</summary>
/// <param name="Twin">Ordinal among trees of the same path, so that each has a hint name of its own.</param>
internal sealed record SourceTree(SyntaxTree Tree, int Twin)
{
    public bool Equals(SourceTree? other) => other is not null && ReferenceEquals(Tree, other.Tree) && Twin == other.Twin;

    public override int GetHashCode() => Tree.GetHashCode();

    /// <summary>The trees of a compilation, or none when the project is switched off or cannot have interceptors at all.</summary>
    public static IEnumerable<SourceTree> List(Compilation compilation, ProjectOptions project)
    {
        if (!project.Enabled || !LanguageSupport.CanHoldShims(compilation))
            yield break;

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            seen.TryGetValue(tree.FilePath, out var twin);
            seen[tree.FilePath] = twin + 1;
            yield return new SourceTree(tree, twin);
        }
    }
}
