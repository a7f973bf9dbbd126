using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Where a base call can be made for a shim: in a partial type, since only the type's own code may say <c>base</c>.</summary>
internal static class Bridges
{
    /// <param name="shim">The callee's ordinary one.</param>
    /// <param name="type">The type whose code makes the call.</param>
    /// <returns>Null where the call has to stay as it is.</returns>
    public static PartialTypeModel? For(IMethodSymbol callee, ShimModel shim, INamedTypeSymbol? type, Compilation compilation)
    {
        return type is not null && CanCross(callee, shim, type, compilation) ? PartialTypes.Of(type) : null;
    }

    /// <summary>Whether the call could be made if the type, and those around it, were partial.</summary>
    /// <inheritdoc cref="For"/>
    public static bool IsPartialWanted(IMethodSymbol callee, ShimModel shim, INamedTypeSymbol type, Compilation compilation) =>
        CanCross(callee, shim, type, compilation)
        && PartialTypes.Chain(type).All(static part => part.Arity == 0)
        && !PartialTypes.Chain(type).All(PartialTypes.IsPartial);

    // The shim has the callee's type parameters and no others, so that it can name neither a generic caller nor the arguments of a generic base.
    private static bool CanCross(IMethodSymbol callee, ShimModel shim, INamedTypeSymbol type, Compilation compilation) =>
        type.TypeKind == TypeKind.Class && shim.CallAs.Length == 0 && shim.ContainerArity == 0 && shim.Home is null
        && SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, compilation.Assembly)
        && !Attributes.IsOutranked(callee, callee.ContainingType)
        && new Nameability(compilation).Check(type) == SkipReason.None;
}
