using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>How a callee that is not accessible from a generated file is reached: by <c>UnsafeAccessor</c>, which the JIT inlines.</summary>
internal static class Accessors
{
    // What a type name would have to escape.
    private static readonly char[] Special = [',', '+', '&', '*', '[', ']', '\\', '"', '='];

    /// <param name="byText">The callee is static, and its type's name may not be written either.</param>
    public static AccessorModel? For(CalleeShape callee, bool byText, out SkipReason reason)
    {
        reason = SkipReason.None;
        var container = callee.Owner;
        if (!container.IsStatic && !byText)
            return new AccessorModel(callee.Method.MetadataName, "");
        if (container.ContainingAssembly.Name.IndexOfAny(Special) < 0)
            return new AccessorModel(callee.Method.MetadataName, ReflectionName(container));
        reason = SkipReason.UnreachableAccessor;
        return null;
    }

    // A static class, or one that is private to another, cannot be a parameter's type, so it is named in text: !0 is the first type parameter of the class around the accessor,
    // which has those of the callee's containing types.
    private static string ReflectionName(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        var arity = type.Arity;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
            arity += outer.Arity;
        }

        var space = type.ContainingNamespace;
        var qualified = space.IsGlobalNamespace ? name : space.ToDisplayString(Metadata) + "." + name;
        var arguments = arity == 0 ? "" : $"[{string.Join(",", Enumerable.Range(0, arity).Select(static i => $"[!{i}]"))}]";
        return $"{qualified}{arguments}, {type.ContainingAssembly.Name}";
    }

    private static readonly SymbolDisplayFormat Metadata = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);
}
