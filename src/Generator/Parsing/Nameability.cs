using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Whether a generated file may write a type's name. Not thread-safe.</summary>
/// <param name="within">The type that the file adds a member to, or null when it has types of its own only.</param>
internal sealed class Nameability(Compilation compilation, INamedTypeSymbol? within = null)
{
    private readonly Dictionary<INamedTypeSymbol, SkipReason> _known = new(SymbolEqualityComparer.Default);

    /// <summary><see cref="SkipReason.None"/> when it may.</summary>
    public SkipReason Check(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or IDynamicTypeSymbol => SkipReason.None,
        IArrayTypeSymbol array => Check(array.ElementType),
        IPointerTypeSymbol pointer => Check(pointer.PointedAtType),
        IFunctionPointerTypeSymbol function => First(function.Signature.Parameters.Select(static p => p.Type).Append(function.Signature.ReturnType)),
        INamedTypeSymbol named => Known(named),
        _ => SkipReason.PrivateType,
    };

    public SkipReason First(IEnumerable<ITypeSymbol> types)
    {
        foreach (var type in types)
        {
            if (Check(type) is var reason and not SkipReason.None)
                return reason;
        }

        return SkipReason.None;
    }

    private SkipReason Known(INamedTypeSymbol type)
    {
        if (!_known.TryGetValue(type, out var reason))
            _known[type] = reason = CheckNamed(type);
        return reason;
    }

    private SkipReason CheckNamed(INamedTypeSymbol type)
    {
        if (type.IsFileLocal)
            return SkipReason.FileLocalType;
        if (type.IsAnonymousType || type.TypeKind == TypeKind.Error)
            return SkipReason.PrivateType;
        if (type.IsTupleType)
            return First(type.TupleElements.Select(static element => element.Type));
        if (!compilation.IsSymbolAccessibleWithin(type.OriginalDefinition, within ?? (ISymbol)compilation.Assembly))
            return SkipReason.PrivateType;
        if (IsBehindAlias(type.ContainingAssembly))
            return SkipReason.ExternAlias;
        if (type.ContainingType is { } outer && Check(outer) is var reason and not SkipReason.None)
            return reason;
        return First(type.TypeArguments);
    }

    private bool IsBehindAlias(IAssemblySymbol? assembly) =>
        assembly is not null
        && !SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
        && compilation.GetMetadataReference(assembly) is { Properties.Aliases: { IsEmpty: false } aliases }
        && !aliases.Contains("global");
}
