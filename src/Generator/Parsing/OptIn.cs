using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which calls of a compilation are intercepted: of its own shadowed methods, of those of referenced libraries, and service calls.</summary>
/// <param name="settings">What configuration says about the methods of a file.</param>
internal sealed class OptIn(Compilation compilation, Func<SyntaxTree, OptInSettings> settings)
{
    private readonly AssemblyOptIn _own = new(compilation.Assembly, settings);
    private readonly ShadowedLibraries _libraries = ShadowedLibraries.Of(compilation);

    private readonly ServiceOptIn _services = new(compilation);

    /// <summary>Whether calls of the method are intercepted: it is shadowed, or it is a service call.</summary>
    /// <param name="method">Of any assembly.</param>
    /// <param name="site">The file that calls.</param>
    public bool IsIntercepted(IMethodSymbol method, SyntaxTree site) => IsShadowed(method) || IsService(method, site);

    /// <summary>Whether the method is a service, for a file that calls it.</summary>
    public bool IsService(IMethodSymbol method, SyntaxTree site) => _services.Includes(method, settings(site).Services);

    public bool IsShadowed(IMethodSymbol method) => ChoiceOf(method) == OptInChoice.Shadowed;

    public OptInChoice ChoiceOf(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
            return _own.ChoiceOf(method);
        return _libraries.Includes(method) ? OptInChoice.Shadowed : OptInChoice.None;
    }

    /// <summary>Simple names of all methods whose calls concern us; sorted.</summary>
    /// <param name="configured">The lists of service calls that any file is looked up in.</param>
    /// <param name="cancellation">Ends the search.</param>
    public SortedSet<string> Names(ServicePresets configured, CancellationToken cancellation)
    {
        var names = _own.Names(cancellation);
        names.UnionWith(_libraries.Names(cancellation));
        names.UnionWith(_services.Names(configured, cancellation));
        return names;
    }
}
