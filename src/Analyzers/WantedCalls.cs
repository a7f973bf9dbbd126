using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers;

/// <summary>Calls within one outermost type, and the types that would have to be partial for each to be shadowed. Thread-safe.</summary>
/// <param name="callees">Each with the type that it asks for.</param>
internal sealed class WantedCalls(Dictionary<IMethodSymbol, INamedTypeSymbol> callees)
{
    private readonly HashSet<string> _names = new(callees.Keys.Select(static callee => callee.Name), StringComparer.Ordinal);
    private readonly Dictionary<INamedTypeSymbol, int> _calls = new(SymbolEqualityComparer.Default);

    public bool IsEmpty => callees.Count == 0;

    /// <summary>In the order of their declarations.</summary>
    public IReadOnlyList<(INamedTypeSymbol Type, int Calls)> Counts
    {
        get
        {
            lock (_calls)
                return [.. _calls.Select(static pair => (pair.Key, pair.Value)).OrderBy(static pair => pair.Key.Locations[0].SourceSpan.Start)];
        }
    }

    public bool HasName(string name) => _names.Contains(name);

    public void AddCallOf(IMethodSymbol callee)
    {
        if (!callees.TryGetValue(callee, out var type))
            return;
        lock (_calls)
            _calls[type] = _calls.TryGetValue(type, out var calls) ? calls + 1 : 1;
    }
}
