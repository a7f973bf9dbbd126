using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which method a type runs for each virtual slot: what class hierarchy analysis stands on.</summary>
internal static class Overriding
{
    public static void Read(INamedTypeSymbol type, Facts facts)
    {
        facts.AddType(type);
        foreach (var member in type.GetMembers())
        {
            if (member is { IsVirtual: true, IsAbstract: false })
                facts.AddOverride(type, member, member);
            for (var slot = OverriddenBy(member); slot is not null; slot = OverriddenBy(slot))
                facts.AddOverride(type, member, slot.OriginalDefinition);
        }

        if (type.Interfaces.IsEmpty || type.TypeKind == TypeKind.Interface)
            return;
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var slot in contract.GetMembers())
            {
                if (slot is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } or IPropertySymbol { IsStatic: false }
                    && type.FindImplementationForInterfaceMember(slot) is { } implementation && facts.IsOwn(implementation))
                    facts.AddOverride(type, implementation.OriginalDefinition, slot.OriginalDefinition);
            }
        }
    }

    /// <summary>Methods of a type that code of other assemblies can call without knowing the type.</summary>
    public static IEnumerable<IMethodSymbol> OfOthers(INamedTypeSymbol type, Facts facts)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsImplicitlyDeclared: false } method && IsOfOthers(method, facts))
                yield return method;
        }
    }

    private static bool IsOfOthers(IMethodSymbol method, Facts facts)
    {
        for (var slot = method.OverriddenMethod; slot is not null; slot = slot.OverriddenMethod)
        {
            if (!facts.IsOwn(slot))
                return true;
        }

        return method.ContainingType.AllInterfaces.Any(contract => !facts.IsOwn(contract)
            && contract.GetMembers(method.Name.Substring(method.Name.LastIndexOf('.') + 1)).Any(slot =>
                SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(slot)?.OriginalDefinition, method)));
    }

    private static ISymbol? OverriddenBy(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
