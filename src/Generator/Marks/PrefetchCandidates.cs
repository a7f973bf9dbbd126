using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Marks;

/// <summary>The methods that a <c>Prefetch</c> may mean by a name.</summary>
internal static class PrefetchCandidates
{
    /// <summary>Methods of that name in the type; nearest to the declaration first.</summary>
    public static IReadOnlyList<IMethodSymbol> Of(INamedTypeSymbol type, string name) =>
        [.. type.GetMembers(name).OfType<IMethodSymbol>().Where(static method => method.MethodKind == MethodKind.Ordinary)];

    public static bool HasSameParameters(IMethodSymbol shadowed, IMethodSymbol candidate)
    {
        if (candidate.Parameters.Length != shadowed.Parameters.Length || (candidate.Arity != 0 && candidate.Arity != shadowed.Arity))
            return false;
        var typed = candidate.Arity == 0 ? candidate : candidate.Construct([.. shadowed.TypeParameters]);
        return typed.Parameters.Zip(shadowed.Parameters, static (one, other) => one.RefKind == other.RefKind && SymbolEqualityComparer.Default.Equals(one.Type, other.Type)).All(static same => same);
    }

    public static bool HasNoResult(IMethodSymbol method) =>
        method.ReturnsVoid || (method.ReturnType is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" } task && task.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks");
}
