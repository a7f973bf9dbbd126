using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Marks;

/// <summary>ShadowGen's attributes as the compilation sees them, looked up once per compilation.</summary>
internal sealed class KnownAttributes
{
    public const string ShadowedName = KnownNames.RootNamespace + "." + KnownNames.ShadowedAttribute;
    public const string UnshadowedName = KnownNames.RootNamespace + "." + KnownNames.UnshadowedAttribute;
    public const string ShadowNamespaceName = KnownNames.RootNamespace + "." + KnownNames.ShadowNamespaceAttribute;
    public const string ShadowCallsName = KnownNames.RootNamespace + "." + KnownNames.ShadowCallsAttribute;

    private readonly INamedTypeSymbol _shadowed;
    private readonly INamedTypeSymbol _unshadowed;
    private readonly INamedTypeSymbol _shadowNamespace;
    private readonly INamedTypeSymbol _shadowCalls;

    private KnownAttributes(INamedTypeSymbol shadowed, INamedTypeSymbol unshadowed, INamedTypeSymbol shadowNamespace, INamedTypeSymbol shadowCalls)
    {
        _shadowCalls = shadowCalls;
        _shadowed = shadowed;
        _unshadowed = unshadowed;
        _shadowNamespace = shadowNamespace;
    }

    /// <summary>Null when the compilation does not reference ShadowGen: no rule has anything to say.</summary>
    public static KnownAttributes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName(ShadowedName) is { } shadowed
        && compilation.GetTypeByMetadataName(UnshadowedName) is { } unshadowed
        && compilation.GetTypeByMetadataName(ShadowNamespaceName) is { } shadowNamespace
        && compilation.GetTypeByMetadataName(ShadowCallsName) is { } shadowCalls
            ? new KnownAttributes(shadowed, unshadowed, shadowNamespace, shadowCalls)
            : null;

    public bool IsShadowed(INamedTypeSymbol? attribute) => Same(attribute, _shadowed);

    public bool IsUnshadowed(INamedTypeSymbol? attribute) => Same(attribute, _unshadowed);

    public bool IsShadowNamespace(INamedTypeSymbol? attribute) => Same(attribute, _shadowNamespace);

    public bool IsShadowCalls(INamedTypeSymbol? attribute) => Same(attribute, _shadowCalls);

    /// <summary>The attribute class that a piece of source names, or null while it does not bind.</summary>
    public static INamedTypeSymbol? ClassOf(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(attribute, cancellation).Symbol?.ContainingType;

    private static bool Same(INamedTypeSymbol? left, INamedTypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
