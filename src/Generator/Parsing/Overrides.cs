using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// An override is no candidate in its own type: were an overload declared there, the shim's call could prefer it. So the shim calls such a method
/// through the type that declared it first, which dispatches to the same override.
/// </summary>
internal static class Overrides
{
    public static string CallAs(IMethodSymbol callee, TypeText text, out SkipReason reason)
    {
        reason = SkipReason.None;
        if (!callee.IsOverride || !HasRival(callee))
            return "";

        var first = callee;
        while (first.OverriddenMethod is { } overridden)
            first = overridden;
        if (SymbolEqualityComparer.Default.Equals(first.ReturnType, callee.ReturnType) && !callee.ContainingType.IsValueType)
            return text.Of(first.ContainingType);
        reason = SkipReason.AmbiguousOverride;
        return "";
    }

    private static bool HasRival(IMethodSymbol callee)
    {
        var first = callee;
        for (; first.OverriddenMethod is { } overridden; first = overridden)
        {
        }

        for (var type = callee.ContainingType; type is not null && !SymbolEqualityComparer.Default.Equals(type, first.ContainingType); type = type.BaseType)
        {
            if (type.GetMembers(callee.Name).Any(static member => member is IMethodSymbol { IsOverride: false }))
                return true;
        }

        return false;
    }
}
