using Microsoft.CodeAnalysis;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>The simple names of all methods that are shadowed, or would be if they were larger: a tree without any of them need not be bound.</summary>
/// <param name="Names">What any file may call.</param>
/// <param name="Local">What only the files of its type may call.</param>
internal sealed record OptedInNames(EquatableArray<string> Names, EquatableArray<LocalName> Local)
{
    private readonly HashSet<string> _lookup = new(Names, StringComparer.Ordinal);
    private readonly NameHashes _hashes = NameHashes.Of(Names);
    private readonly ILookup<string, string> _local = Local.ToLookup(static local => local.Path, static local => local.Name, StringComparer.Ordinal);

    /// <param name="name">Of something that may be called.</param>
    /// <param name="path">The file that says it.</param>
    public bool Contains(string name, string path) => _lookup.Contains(name) || _local[path].Contains(name, StringComparer.Ordinal);

    public bool Concerns(TreeIndex tree) => tree.MarkedLocals.Count != 0 || tree.Names.Overlaps(_hashes)
        || (_local.Contains(tree.Tree.Tree.FilePath) && tree.Names.Overlaps(NameHashes.Of(_local[tree.Tree.Tree.FilePath])));

    public bool Equals(OptedInNames? other) => other is not null && Names.Equals(other.Names) && Local.Equals(other.Local);

    public override int GetHashCode() => Names.GetHashCode();

    public static OptedInNames Find(Compilation compilation, Census census, CancellationToken cancellation)
    {
        var optIn = OptIn.Of(compilation, census);
        var local = new HashSet<LocalName>();
        var names = optIn.OtherNames(census.Services, cancellation);
        foreach (var method in optIn.Candidates(cancellation))
        {
            if (names.Contains(method.Name) || optIn.ChoiceOf(method) == OptInChoice.None)
                continue;
            if (OutermostIfLocal(method) is { } type)
                local.UnionWith(type.DeclaringSyntaxReferences.Select(part => new LocalName(method.Name, part.SyntaxTree.FilePath)));
            else
                names.Add(method.Name);
        }

        return new OptedInNames(
            names.ToEquatableArray(),
            local.Where(name => !names.Contains(name.Name)).OrderBy(static name => name.Path, StringComparer.Ordinal).ThenBy(static name => name.Name, StringComparer.Ordinal).ToEquatableArray());
    }

    // What is private to a type is called within the outermost type around it, what belongs to a file-local type within its file.
    private static INamedTypeSymbol? OutermostIfLocal(IMethodSymbol method)
    {
        var (isLocal, type) = (method.DeclaredAccessibility == Accessibility.Private, method.ContainingType);
        for (; type.ContainingType is { } outer; type = outer)
            isLocal |= type.DeclaredAccessibility == Accessibility.Private;
        return isLocal || type.IsFileLocal ? type : null;
    }
}

/// <summary>A name, and a file in which it may be meant.</summary>
/// <param name="Path">As the compiler names it.</param>
internal readonly record struct LocalName(string Name, string Path);
