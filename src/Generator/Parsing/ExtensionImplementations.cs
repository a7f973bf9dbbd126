using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Static methods that the compiler makes of the members of extension blocks, for calls that name the block's class: <c>Texts.Twice("a")</c> for <c>"a".Twice()</c>.
/// The member's shim has their signature, so that it takes both calls.
/// </summary>
internal static class ExtensionImplementations
{
    /// <returns>The member that was written; null for any other method.</returns>
    public static IMethodSymbol? MemberOf(IMethodSymbol method)
    {
        if (method is not { IsImplicitlyDeclared: true, IsStatic: true, MethodKind: MethodKind.Ordinary } || method.ContainingType.TypeKind != TypeKind.Class)
            return null;
        var signature = Signature(method.OriginalDefinition);
        return method.ContainingType.GetTypeMembers()
            .Where(static type => type.IsExtension)
            .SelectMany(type => type.GetMembers(method.Name).OfType<IMethodSymbol>())
            .FirstOrDefault(member => Signature(member).SequenceEqual(signature));
    }

    // All that overloads of one class may differ in. A block's type parameters are the implementation's first ones.
    private static IEnumerable<string> Signature(IMethodSymbol method)
    {
        var block = method.ContainingType;
        var parameters = method.Parameters.AsEnumerable();
        if (method is { IsStatic: false, ContainingType.ExtensionParameter: { } receiver })
            parameters = parameters.Prepend(receiver);
        return parameters
            .Select(static parameter => $"{parameter.RefKind} {parameter.Name} {parameter.Type.ToDisplayString()}")
            .Prepend($"{method.Arity + (block.IsExtension ? block.Arity : 0)}");
    }
}
