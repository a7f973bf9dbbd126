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
        // The shim has the callee's type parameters and no others, so that it can name neither a generic caller nor the arguments of a generic base.
        if (type is not { TypeKind: TypeKind.Class } || shim.CallAs.Length != 0 || shim.ContainerArity != 0 || shim.Home is not null
            || !SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, compilation.Assembly)
            || Attributes.IsOutranked(callee, callee.ContainingType)
            || new Nameability(compilation).Check(type) != SkipReason.None)
            return null;
        return PartialTypes.Of(type);
    }
}
