using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Generator.Parsing;

/// <summary>A tree by identity. Equal means: the very same, unedited tree under the same settings.</summary>
/// <param name="Twin">Ordinal among trees of the same path, so that each has a hint name of its own.</param>
/// <param name="Settings">What configuration says about this file.</param>
internal sealed record SourceTree(SyntaxTree Tree, int Twin, OptInSettings Settings)
{
    public bool Equals(SourceTree? other) => other is not null && ReferenceEquals(Tree, other.Tree) && Twin == other.Twin && Settings.Equals(other.Settings);

    public override int GetHashCode() => Tree.GetHashCode();

    /// <summary>The trees of a compilation, or none when the project is switched off or cannot have interceptors at all.</summary>
    public static IEnumerable<SourceTree> List(Compilation compilation, ProjectOptions project, AnalyzerConfigOptionsProvider provider)
    {
        if (!project.Enabled || !LanguageSupport.CanHoldShims(compilation))
            yield break;

        var settings = new OptInSettingsReader(provider);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            seen.TryGetValue(tree.FilePath, out var twin);
            seen[tree.FilePath] = twin + 1;
            yield return new SourceTree(tree, twin, settings.Of(tree));
        }
    }
}
