using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Why an interface cannot have a decorator.</summary>
internal static class DecoratorFault
{
    /// <summary>Null when it can; else the reason, as the rest of a sentence that begins with the interface's name.</summary>
    public static string? Find(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.IsFileLocal || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            return "is private: no other class can implement it";
        var nameability = new Nameability(compilation);
        if (nameability.Check(type) != SkipReason.None)
            return "has a type argument or container that generated code cannot name";
        foreach (var owner in DecoratedMembers.Interfaces(type))
        {
            if (nameability.Check(owner) != SkipReason.None || IsForbidden(owner))
                return $"inherits {owner.ToDisplayString()}, which generated code cannot name";
            foreach (var member in owner.GetMembers())
            {
                if (Find(member, owner, compilation, nameability) is { } reason)
                    return reason;
            }
        }

        return null;
    }

    private static string? Find(ISymbol member, INamedTypeSymbol owner, Compilation compilation, Nameability nameability)
    {
        if (member.IsStatic)
            return member.IsAbstract ? $"has the static abstract member {member.Name}: such an interface cannot be a type argument, so no service either" : null;
        if (member is ITypeSymbol || !member.IsAbstract && !member.IsVirtual)
            return null;
        if (member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal
            || !compilation.IsSymbolAccessibleWithin(member, compilation.Assembly))
            return member.IsAbstract ? $"has the member {member.Name}, which only types that implement {owner.Name} may call" : null;
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return null;
        if (method.IsVararg || method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None && parameter.Type.TypeKind == TypeKind.Dynamic))
            return $"has the method {method.Name}, whose arguments cannot be handed on";
        return nameability.First(method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType)) == SkipReason.None
            ? null
            : $"has the method {method.Name}, with a type in its signature that generated code cannot name";
    }

    // Obsolete as an error: the assembly's attribute, which names it, has no obsolete context.
    private static bool IsForbidden(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        Attributes.Is(attribute, "System", "ObsoleteAttribute") && attribute.ConstructorArguments.Length == 2 && attribute.ConstructorArguments[1].Value is true);
}
