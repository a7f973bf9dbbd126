using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>How a callee that is not accessible from a generated file is reached: by <c>UnsafeAccessor</c>, which the JIT inlines.</summary>
internal static class Accessors
{
    public static AccessorModel? For(IMethodSymbol callee, out SkipReason reason)
    {
        var container = callee.ContainingType;
        var isStaticClass = container.IsStatic;
        if (container.TypeKind == TypeKind.Interface || (isStaticClass && IsGeneric(container)))
        {
            reason = SkipReason.UnreachableAccessor;
            return null;
        }

        reason = SkipReason.None;
        return new AccessorModel(callee.MetadataName, isStaticClass ? ReflectionName(container) : "");
    }

    private static bool IsGeneric(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (type.Arity != 0)
                return true;
        }

        return false;
    }

    private static string ReflectionName(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.MetadataName + "+" + name;
        var space = type.ContainingNamespace;
        var qualified = space.IsGlobalNamespace ? name : space.ToDisplayString() + "." + name;
        return qualified + ", " + type.ContainingAssembly.Name;
    }
}
