using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// The framework's types whose size is read from a field: neither virtual nor through an interface, without a lock, without a throw. Not among them: views
/// (a <c>SortedSet</c> may be one, and counts), wrappers of a list that may be anyone's, streams, concurrent collections.
/// </summary>
internal static class SizeMembers
{
    private const string Length = "Length";
    private const string Count = "Count";

    /// <summary>The property, or null.</summary>
    public static string? Of(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol || type.SpecialType is SpecialType.System_String or SpecialType.System_Array)
            return Length;
        return type is INamedTypeSymbol { ContainingType: null } named && Known(named.MetadataName) is var (space, member) && IsIn(named, space) ? member : null;
    }

    /// <summary>Whether <c>default</c> has no array within, so that its length throws.</summary>
    public static bool HasUnusableDefault(ITypeSymbol type) => type.Name == "ImmutableArray";

    private static (string Space, string Member)? Known(string name) => name switch
    {
        "Span`1" or "ReadOnlySpan`1" or "Memory`1" or "ReadOnlyMemory`1" => ("System", Length),
        "ArraySegment`1" => ("System", Count),
        "StringBuilder" => ("System.Text", Length),
        "BitArray" => ("System.Collections", Length),
        "ReadOnlySequence`1" => ("System.Buffers", Length),
        "List`1" or "Dictionary`2" or "HashSet`1" or "Queue`1" or "Stack`1" or "LinkedList`1" or "SortedList`2" or "SortedDictionary`2" or "PriorityQueue`2" => ("System.Collections.Generic", Count),
        "ImmutableArray`1" => ("System.Collections.Immutable", Length),
        "ImmutableList`1" or "ImmutableDictionary`2" or "ImmutableHashSet`1" or "ImmutableSortedSet`1" or "ImmutableSortedDictionary`2" => ("System.Collections.Immutable", Count),
        _ => null,
    };

    private static bool IsIn(INamedTypeSymbol type, string space) =>
        type.ContainingNamespace.ToDisplayString() == space
        && type.ContainingAssembly.Name is var assembly
        && (assembly is "mscorlib" or "netstandard" || assembly.StartsWith("System.", StringComparison.Ordinal))
        && type.DeclaringSyntaxReferences.IsEmpty;
}
