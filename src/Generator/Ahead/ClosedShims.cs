using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Ahead;

/// <summary>The shim of a member of a generic type, as one call site needs it: its type parameters are known there.</summary>
internal static class ClosedShims
{
    /// <returns>Null where a type cannot be named, or is a type parameter of the caller's.</returns>
    public static (ShimModel Shim, string TypeArguments)? Of(IMethodSymbol callee, ShimModel open, TypeText types, Nameability nameability, LanguageLevel language)
    {
        if (callee.Arity != 0 || callee.IsExtensionMethod || open.Accessor is not null || open.CallAs.Length != 0)
            return null;
        var arguments = PartialTypes.Chain(callee.ContainingType).Reverse().SelectMany(static type => type.TypeArguments).ToList();
        var named = callee.Parameters.Select(static parameter => parameter.Type).Append(callee.ReturnType).Append(callee.ContainingType).Concat(arguments).ToList();
        if (named.Any(IsOpen) || nameability.First(named) != SkipReason.None)
            return null;
        var names = new ParameterNames([]);
        var closed = open with
        {
            Container = types.Of(callee.ContainingType),
            ReturnType = types.Of(callee.ReturnType),
            ContainerArity = 0,
            TypeParameters = EquatableArray<TypeParameterModel>.Empty,
            Parameters = callee.Parameters.Select((parameter, i) => Parameters.Of(parameter, i, types, names, language)).ToEquatableArray(),
        };
        return (closed, $"<{string.Join(", ", arguments.Select(types.Of))}>");
    }

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is { } outer && IsOpen(outer)),
        _ => false,
    };
}
