using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Where in <c>Shadows</c> each type stands: by its full path, a class for each namespace; and, when no other shadowed type and no outermost namespace has its simple name, by that
/// name too. No class may have the name of the one around it, so such a name ends in an underscore: <c>Shadows.Shop.Shop_</c>.
/// </summary>
internal sealed class ShadowPlaces
{
    public const string Root = "Shadows";

    private readonly Dictionary<string, HashSet<string>> _inSpace = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, int Arity), int> _named = [];

    /// <param name="types">All top-level types with shadowed methods.</param>
    public ShadowPlaces(IEnumerable<INamedTypeSymbol> types)
    {
        foreach (var type in types)
        {
            Add(type.ContainingNamespace, type.Name);
            for (var space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
                Add(space.ContainingNamespace, space.Name);
            var key = (type.Name, type.Arity);
            _named[key] = _named.TryGetValue(key, out var count) ? count + 1 : 1;
        }
    }

    /// <summary>Names of the classes around a type's, outermost first.</summary>
    public IReadOnlyList<string> SpacesOf(INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace)
            return [];
        var outer = SpacesOf(space.ContainingNamespace);
        return [.. outer, Within(outer, space.Name, _inSpace[Key(space.ContainingNamespace)])];
    }

    /// <summary>The class's name.</summary>
    public string NameOf(INamedTypeSymbol type) => Within(SpacesOf(type.ContainingNamespace), type.Name, _inSpace[Key(type.ContainingNamespace)]);

    public bool HasShortForm(INamedTypeSymbol type) =>
        !type.ContainingNamespace.IsGlobalNamespace && type.Name != Root && _named[(type.Name, type.Arity)] == 1 && !_inSpace[""].Contains(type.Name);

    /// <summary>A name that differs from that of the class around it and, when it had to change, from those beside it.</summary>
    public static string Apart(string name, string around, HashSet<string> beside)
    {
        if (name != around)
            return name;
        do
            name += "_";
        while (beside.Contains(name));
        return name;
    }

    private static string Within(IReadOnlyList<string> outer, string name, HashSet<string> beside) => Apart(name, outer.Count == 0 ? Root : outer[outer.Count - 1], beside);

    private void Add(INamespaceSymbol space, string name)
    {
        if (!_inSpace.TryGetValue(Key(space), out var names))
            _inSpace.Add(Key(space), names = new HashSet<string>(StringComparer.Ordinal));
        names.Add(name);
    }

    private static string Key(INamespaceSymbol space) => space.IsGlobalNamespace ? "" : space.ToDisplayString();
}
