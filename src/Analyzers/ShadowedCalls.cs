using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers;

/// <summary>What the generator would intercept in one compilation, by its own rules. Thread-safe.</summary>
internal sealed class ShadowedCalls
{
    private readonly Compilation _compilation;
    private readonly ShimFactory _shims;

    public ShadowedCalls(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        _compilation = compilation;
        var reader = new OptInSettingsReader(options);
        OptIn = new OptIn(compilation, tree =>
        {
            lock (reader)
                return reader.Of(tree);
        });
        _shims = new ShimFactory(compilation, SkipReason.None);
    }

    public OptIn OptIn { get; }

    /// <summary>The original definition of a method whose calls from this file go through a shim, or null.</summary>
    public IMethodSymbol? Shimmed(IMethodSymbol method, SyntaxTree site)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension) || !OptIn.IsIntercepted(method, site))
            return null;
        var definition = Definition(method);
        return Create(definition, out _) is null ? null : definition;
    }

    /// <summary>Why no call of the method can have a shim, wherever it stands; <see cref="SkipReason.None"/> where one can.</summary>
    public SkipReason WhyNever(IMethodSymbol method) => Create(Definition(method), out var reason) is null ? reason : SkipReason.None;

    /// <summary>Whether a base call of a virtual method would go through a shim if the type that makes it were partial.</summary>
    public bool IsPartialWanted(IMethodSymbol callee, INamedTypeSymbol caller) =>
        Create(Definition(callee), out _) is { } shim && Bridges.IsPartialWanted(Definition(callee), shim, caller, _compilation);

    // The factory remembers types, for one thread at a time.
    private ShimModel? Create(IMethodSymbol definition, out SkipReason reason)
    {
        lock (_shims)
            return _shims.Create(definition, out reason);
    }

    public static IMethodSymbol Definition(IMethodSymbol method) => Generator.Parsing.CallSite.Definition(method);
}
