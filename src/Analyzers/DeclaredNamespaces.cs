using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers;

/// <summary>The namespaces in which an assembly's own source declares types; the global one is the empty name.</summary>
internal sealed class DeclaredNamespaces
{
    private readonly IReadOnlyList<string> _names;

    private DeclaredNamespaces(IReadOnlyList<string> names) => _names = names;

    public static DeclaredNamespaces Of(IAssemblySymbol assembly)
    {
        var names = new List<string>();
        Collect(assembly.GlobalNamespace, "", names);
        return new DeclaredNamespaces(names);
    }

    public bool Any(Func<string, bool> matches) => _names.Any(matches);

    /// <summary>The named namespace that is fewest edits away from a pattern, the first of equals in ordinal order; null when there is none.</summary>
    public string? NearestTo(string pattern)
    {
        var wanted = pattern.TrimEnd('*', '.');
        return _names.Where(n => n.Length > 0).OrderBy(n => EditDistance.Of(n, wanted)).ThenBy(n => n, StringComparer.Ordinal).FirstOrDefault();
    }

    private static void Collect(INamespaceSymbol space, string name, List<string> names)
    {
        if (space.GetTypeMembers().Any(t => !t.IsImplicitlyDeclared))
        {
            names.Add(name);
        }

        foreach (var inner in space.GetNamespaceMembers())
        {
            Collect(inner, name.Length == 0 ? inner.Name : $"{name}.{inner.Name}", names);
        }
    }
}
