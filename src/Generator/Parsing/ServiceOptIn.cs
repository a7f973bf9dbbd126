using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which methods of other assemblies are service calls: by <c>[ShadowCalls]</c> and by the ready lists that it, or configuration, names. Thread-safe.</summary>
internal sealed class ServiceOptIn
{
    private readonly Compilation _compilation;
    private readonly ServicePresets _presets;
    private readonly List<(INamedTypeSymbol Type, HashSet<string> Names)> _types = [];
    private readonly ConcurrentDictionary<ISymbol, (bool IsNamed, ServicePresets Preset)> _known = new(SymbolEqualityComparer.Default);

    /// <param name="compilation">Its assembly's attributes are read.</param>
    public ServiceOptIn(Compilation compilation)
    {
        _compilation = compilation;
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (!IsOurs(attribute) || attribute.ConstructorArguments.IsEmpty)
                continue;
            var first = attribute.ConstructorArguments[0];
            if (first.Kind == TypedConstantKind.Enum && first.Value is int services)
                _presets |= (ServicePresets)services;
            else if (first.Value is INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
                _types.Add((type.OriginalDefinition, NamesOf(type.OriginalDefinition, attribute))); // typeof(List<>) itself has no members
        }
    }

    /// <param name="method">Of any assembly.</param>
    /// <param name="configured">The lists that configuration names for the calling file.</param>
    public bool Includes(IMethodSymbol method, ServicePresets configured)
    {
        if ((_presets | configured) == ServicePresets.None && _types.Count == 0)
            return false;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!_known.TryGetValue(method, out var kind))
            _known[method] = kind = KindOf(method);
        return kind.IsNamed || (kind.Preset & (_presets | configured)) != 0;
    }

    /// <summary>Simple names of all service calls.</summary>
    public IEnumerable<string> Names(ServicePresets configured, CancellationToken cancellation)
    {
        var presets = _presets | configured;
        var names = _types.SelectMany(static type => type.Names);
        foreach (var type in ServiceCatalog.Types.Values.Where(type => (type.Preset & presets) != 0))
            names = names.Concat((IEnumerable<string>?)type.Methods ?? PublicNames(type.Type));
        return (presets & ServicePresets.Grpc) == 0 ? names : names.Concat(GrpcClients.Names(_compilation, cancellation));
    }

    private (bool IsNamed, ServicePresets Preset) KindOf(IMethodSymbol method)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public })
            return default;
        var isOwn = SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly);
        var lineage = Lineage(method.ContainingType).ToList();
        if (!isOwn && _types.Exists(type => type.Names.Contains(method.Name) && lineage.Exists(up => SymbolEqualityComparer.Default.Equals(up, type.Type))))
            return (true, ServicePresets.None);
        if (GrpcClients.IsRemote(method))
            return (false, ServicePresets.Grpc);
        if (isOwn)
            return default;
        foreach (var up in lineage)
        {
            // The nearest line of the catalog decides, also when its list is not wanted.
            if (ServiceCatalog.Types.TryGetValue(FullName(up), out var type) && Has(type, up, method.Name))
                return (false, type.Preset);
        }

        return default;
    }

    private static bool Has(ServiceType type, INamedTypeSymbol symbol, string name) => type.Methods?.Contains(name) ?? symbol.GetMembers(name).Any(IsPublicMethod);

    private IEnumerable<string> PublicNames(string type) =>
        _compilation.GetTypesByMetadataName(type).SelectMany(static found => found.GetMembers()).Where(IsPublicMethod).Select(static member => member.Name);

    private static HashSet<string> NamesOf(INamedTypeSymbol type, AttributeData attribute)
    {
        var list = attribute.ConstructorArguments.Last();
        var given = list is { Kind: TypedConstantKind.Array, IsNull: false }
            ? list.Values.Select(static value => value.Value).OfType<string>().ToList()
            : [];
        return new HashSet<string>(given.Count != 0 ? given : type.GetMembers().Where(IsPublicMethod).Select(static member => member.Name), StringComparer.Ordinal);
    }

    /// <summary>The type, its bases, then all interfaces; as definitions.</summary>
    public static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        for (var up = type; up is not null; up = up.BaseType)
            yield return up.OriginalDefinition;
        foreach (var contract in type.AllInterfaces)
            yield return contract.OriginalDefinition;
    }

    private static bool IsPublicMethod(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public };

    /// <summary>As in metadata: nested types after a plus sign.</summary>
    public static string FullName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? FullName(outer) + "+" + type.MetadataName
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
        : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;

    private static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is
        {
            Name: KnownNames.ShadowCallsAttribute,
            ContainingType: null,
            ContainingNamespace: { Name: KnownNames.RootNamespace, ContainingNamespace.IsGlobalNamespace: true },
        };
}
