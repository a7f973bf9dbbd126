using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which types of a compilation derive from, or implement, another one. Made when first asked for. Thread-safe.</summary>
internal sealed class Hierarchy
{
    private static readonly ConditionalWeakTable<Compilation, Hierarchy> Known = new();

    private readonly Lazy<Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>> _below;

    private Hierarchy(IAssemblySymbol assembly) => _below = new(() => Find(assembly));

    public static Hierarchy Of(Compilation compilation) => Known.GetValue(compilation, static compilation => new Hierarchy(compilation.Assembly));

    /// <summary>All types of the compilation's own below a type of any assembly; in no order that matters.</summary>
    public IReadOnlyList<INamedTypeSymbol> Below(INamedTypeSymbol? type) => type is not null && _below.Value.TryGetValue(type.OriginalDefinition, out var found) ? found : [];

    private static Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> Find(IAssemblySymbol assembly)
    {
        var below = new Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            foreach (var inner in next is INamespaceSymbol space ? space.GetMembers() : next.GetTypeMembers().CastArray<INamespaceOrTypeSymbol>())
                pending.Push(inner);
            if (next is not INamedTypeSymbol type)
                continue;
            for (var above = type.BaseType; above is { SpecialType: SpecialType.None }; above = above.BaseType)
                Add(below, above.OriginalDefinition, type);
            foreach (var contract in type.AllInterfaces)
                Add(below, contract.OriginalDefinition, type);
        }

        return below;
    }

    private static void Add(Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> below, INamedTypeSymbol above, INamedTypeSymbol type)
    {
        if (!below.TryGetValue(above, out var types))
            below.Add(above, types = []);
        types.Add(type);
    }
}
