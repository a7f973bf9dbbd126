using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which calls of a compilation are intercepted: of its own shadowed methods, of those of referenced libraries, and service calls.</summary>
/// <param name="settings">What configuration says about the methods of a file.</param>
internal sealed class OptIn(Compilation compilation, Func<SyntaxTree, OptInSettings> settings)
{
    private readonly AssemblyOptIn _own = new(compilation.Assembly, settings);
    private readonly ShadowedLibraries _libraries = ShadowedLibraries.Of(compilation);

    /// <summary>Methods of other assemblies that are nodes all the same.</summary>
    public ServiceOptIn Services { get; } = new(compilation, ServicePresets.None);

    /// <summary>Whether calls of the method are intercepted: it is shadowed, or it is a service call.</summary>
    public bool IsIntercepted(IMethodSymbol method) => IsShadowed(method) || Services.Includes(method);

    public bool IsShadowed(IMethodSymbol method) => ChoiceOf(method) == OptInChoice.Shadowed;

    public OptInChoice ChoiceOf(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
            return _own.ChoiceOf(method);
        return _libraries.Includes(method) ? OptInChoice.Shadowed : OptInChoice.None;
    }

    /// <summary>Simple names of all methods whose calls concern us; sorted.</summary>
    public SortedSet<string> Names(CancellationToken cancellation)
    {
        var names = _own.Names(cancellation);
        names.UnionWith(_libraries.Names(cancellation));
        names.UnionWith(Services.Names(cancellation));
        return names;
    }
}
