using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Counts one file's calls and methods that are left out by choice. Methods count where they are declared, so that sums over files are right.</summary>
internal sealed class LeftOut
{
    private readonly SortedDictionary<LeftOutReason, (int CallSites, HashSet<ISymbol> Methods)> _counts = [];

    public bool IsEmpty => _counts.Count == 0;

    public void AddCallSite(LeftOutReason reason)
    {
        var (callSites, methods) = Of(reason);
        _counts[reason] = (callSites + 1, methods);
    }

    public void AddMethod(LeftOutReason reason, IMethodSymbol method) => Of(reason).Methods.Add(method);

    public EquatableArray<LeftOutModel> Freeze() =>
        _counts.Select(static pair => new LeftOutModel(pair.Key, pair.Value.CallSites, pair.Value.Methods.Count)).ToEquatableArray();

    private (int CallSites, HashSet<ISymbol> Methods) Of(LeftOutReason reason)
    {
        if (!_counts.TryGetValue(reason, out var counts))
            _counts.Add(reason, counts = (0, new HashSet<ISymbol>(SymbolEqualityComparer.Default)));
        return counts;
    }
}
