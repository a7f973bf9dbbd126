using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which calls of a compilation are intercepted: of its own shadowed methods, of those of referenced libraries, and service calls. Thread-safe.</summary>
internal sealed class OptIn
{
    // One for every step of a run and all of its workers: they ask about the same methods.
    private static readonly ConditionalWeakTable<Compilation, OptIn> Latest = new();

    private readonly Compilation _compilation;
    private readonly Func<SyntaxTree, OptInSettings> _settings;
    private readonly Census? _census;
    private readonly AssemblyOptIn _own;
    private readonly ShadowedLibraries _libraries;
    private readonly ServiceOptIn _services;

    /// <param name="compilation">Whose calls are asked about.</param>
    /// <param name="settings">What configuration says about the methods of a file. Thread-safe.</param>
    public OptIn(Compilation compilation, Func<SyntaxTree, OptInSettings> settings)
        : this(compilation, settings, census: null)
    {
    }

    private OptIn(Compilation compilation, Func<SyntaxTree, OptInSettings> settings, Census? census)
    {
        _compilation = compilation;
        _settings = settings;
        _census = census;
        _own = new AssemblyOptIn(compilation.Assembly, settings);
        _libraries = ShadowedLibraries.Of(compilation);
        _services = new ServiceOptIn(compilation);
    }

    /// <param name="compilation">Whose calls are asked about.</param>
    /// <param name="census">Its census: what configuration says about each file.</param>
    public static OptIn Of(Compilation compilation, Census census)
    {
        lock (Latest)
        {
            if (Latest.TryGetValue(compilation, out var known))
            {
                if (census.Equals(known._census))
                    return known;
                Latest.Remove(compilation); // the same compilation under other options
            }

            var optIn = new OptIn(compilation, census.SettingsOf, census);
            Latest.Add(compilation, optIn);
            return optIn;
        }
    }

    /// <summary>Whether calls of the method are intercepted: it is shadowed, or it is a service call.</summary>
    /// <param name="method">Of any assembly.</param>
    /// <param name="site">The file that calls.</param>
    public bool IsIntercepted(IMethodSymbol method, SyntaxTree site) => IsShadowed(method) || IsService(method, site);

    /// <summary>Whether the method is a service, for a file that calls it.</summary>
    public bool IsService(IMethodSymbol method, SyntaxTree site) => _services.Includes(method, _settings(site).Services);

    public bool IsShadowed(IMethodSymbol method) => ChoiceOf(method) == OptInChoice.Shadowed;

    public OptInChoice ChoiceOf(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly))
            return _own.ChoiceOf(method);
        return _libraries.Includes(method) ? OptInChoice.Shadowed : OptInChoice.None;
    }

    /// <summary>Whether a method may be shadowed that its own file does not mark: most of the code may be.</summary>
    public bool MayCoverAny => _census is not { MayCoverAny: false } || _own.HasPatterns;

    /// <summary>The compilation's own methods, without those that nothing in it can have shadowed.</summary>
    public IEnumerable<IMethodSymbol> Candidates(CancellationToken cancellation) => MayCoverAny
        ? DeclaredMethods.Of(_compilation.Assembly, cancellation)
        : DeclaredMethods.Of(_compilation, _compilation.SyntaxTrees.Where(tree => _census!.MayMark(tree)), cancellation);

    /// <summary>Simple names of all methods of other assemblies whose calls concern us; sorted.</summary>
    /// <param name="configured">The lists of service calls that any file is looked up in.</param>
    /// <param name="cancellation">Ends the search.</param>
    public SortedSet<string> OtherNames(ServicePresets configured, CancellationToken cancellation)
    {
        var names = new SortedSet<string>(_libraries.Names(cancellation), StringComparer.Ordinal);
        names.UnionWith(_services.Names(configured, cancellation));
        return names;
    }
}
