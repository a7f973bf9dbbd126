using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>
/// What a call of a virtual or interface member may run: class hierarchy analysis (Dean, Grove and Chambers 1995), narrowed by rapid type analysis (Bacon and Sweeney 1996)
/// to types that the compilation instantiates. Not thread-safe.
/// </summary>
internal sealed class SlotTargets(Compilation compilation, HashSet<ISymbol> instantiated)
{
    /// <summary>Of the calls of a slot that another assembly declares: the rest runs code that is not seen.</summary>
    private const double OwnShare = 0.5;

    private readonly Hierarchy _hierarchy = Hierarchy.Of(compilation);
    private readonly Dictionary<ISymbol, Dictionary<ISymbol, IReadOnlyList<(ISymbol Member, double Share)>>> _known = new(SymbolEqualityComparer.Default);

    /// <param name="slot">The member that the source names; an original definition.</param>
    /// <param name="receiver">What the source knows of the receiver's type.</param>
    /// <returns>Each member that may run, and its share; none where no code of the compilation may.</returns>
    public IReadOnlyList<(ISymbol Member, double Share)> Of(ISymbol slot, INamedTypeSymbol receiver)
    {
        if (!_known.TryGetValue(slot, out var known))
            _known.Add(slot, known = new(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(receiver, out var targets))
            known.Add(receiver, targets = Find(slot, receiver));
        return targets;
    }

    private IReadOnlyList<(ISymbol Member, double Share)> Find(ISymbol slot, INamedTypeSymbol receiver)
    {
        var types = _hierarchy.Below(receiver).Append(receiver.OriginalDefinition).Where(type => IsClosedAs(type, receiver)).ToList();
        var found = Implementations(types.Where(instantiated.Contains), slot);
        if (found.Count == 0)
            found = [.. Implementations(types, slot).Distinct(SymbolEqualityComparer.Default)];
        var all = SymbolEqualityComparer.Default.Equals(slot.ContainingAssembly, compilation.Assembly) ? 1 : OwnShare;
        return [.. found.GroupBy(static member => member, SymbolEqualityComparer.Default).Select(group => (group.Key!, all * group.Count() / found.Count))];
    }

    // What implements IStore<int> is not run for an IStore<string>.
    private static bool IsClosedAs(INamedTypeSymbol type, INamedTypeSymbol receiver)
    {
        if (!receiver.IsGenericType || receiver.TypeArguments.Any(HasParameter))
            return true;
        if (receiver.TypeKind == TypeKind.Interface)
            return type.AllInterfaces.Any(contract => MayBe(contract, receiver));
        for (var step = type; step is not null; step = step.BaseType)
        {
            if (MayBe(step, receiver))
                return true;
        }

        return false;
    }

    private static bool MayBe(INamedTypeSymbol type, INamedTypeSymbol receiver) =>
        SymbolEqualityComparer.Default.Equals(type, receiver)
        || (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, receiver.OriginalDefinition) && type.TypeArguments.Any(HasParameter));

    private static bool HasParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        INamedTypeSymbol named => named.TypeArguments.Any(HasParameter),
        IArrayTypeSymbol array => HasParameter(array.ElementType),
        _ => false,
    };

    private static List<ISymbol> Implementations(IEnumerable<INamedTypeSymbol> types, ISymbol slot) =>
        [.. types.Select(type => slot.ContainingType.TypeKind == TypeKind.Interface ? OfInterface(type, slot) : OfClass(type, slot)).OfType<ISymbol>().Where(static member => !member.IsAbstract).Select(Members.Of)];

    private static ISymbol? OfInterface(INamedTypeSymbol type, ISymbol slot)
    {
        if (type.TypeKind == TypeKind.Interface)
            return null;
        foreach (var contract in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, slot.ContainingType)
                && contract.GetMembers(slot.Name).FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, slot)) is { } constructed)
                return type.FindImplementationForInterfaceMember(constructed);
        }

        return null;
    }

    // The nearest of the type and its bases that overrides the slot, directly or by way of other overrides.
    private static ISymbol? OfClass(INamedTypeSymbol type, ISymbol slot)
    {
        for (var holder = type; holder is not null; holder = holder.BaseType)
        {
            foreach (var member in holder.GetMembers(slot.Name))
            {
                for (var step = member; step is not null; step = Overridden(step))
                {
                    if (SymbolEqualityComparer.Default.Equals(step.OriginalDefinition, slot))
                        return member;
                }
            }
        }

        return null;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
