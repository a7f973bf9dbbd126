using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Static methods that the compiler makes of the members of extension blocks, for calls that name the block's class: <c>Texts.Twice("a")</c> for <c>"a".Twice()</c>.</summary>
internal static class ExtensionImplementations
{
    /// <returns>The member that was written; null for any other method.</returns>
    public static IMethodSymbol? MemberOf(IMethodSymbol method)
    {
        if (method is not { IsImplicitlyDeclared: true, IsStatic: true, MethodKind: MethodKind.Ordinary } || method.ContainingType.TypeKind != TypeKind.Class)
            return null;
        var parameters = Names(method.OriginalDefinition);
        return method.ContainingType.GetTypeMembers()
            .Where(static type => type.IsExtension)
            .SelectMany(type => type.GetMembers(method.Name).OfType<IMethodSymbol>())
            .FirstOrDefault(member => Names(member).SequenceEqual(parameters));
    }

    private static IEnumerable<string> Names(IMethodSymbol method)
    {
        var parameters = method.Parameters.AsEnumerable();
        if (method is { IsStatic: false, ContainingType.ExtensionParameter: { } receiver })
            parameters = parameters.Prepend(receiver);
        return parameters.Select(static parameter => $"{parameter.Name} {parameter.Type.ToDisplayString()}");
    }
}
