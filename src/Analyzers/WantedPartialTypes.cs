using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers;

/// <summary>Shadowed callees that a partial type would make reachable, by the generator's own rules. Thread-safe.</summary>
internal sealed class WantedPartialTypes
{
    private readonly object _gate = new();
    private readonly OptIn _optIn;
    private readonly ShimFactory _shims;
    private readonly Dictionary<INamedTypeSymbol, WantedCalls> _found = new(SymbolEqualityComparer.Default);

    public WantedPartialTypes(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        var reader = new OptInSettingsReader(options);
        _optIn = new OptIn(compilation, tree =>
        {
            lock (reader)
                return reader.Of(tree);
        });
        _shims = new ShimFactory(compilation, SkipReason.None);
    }

    /// <summary>The calls within an outermost type: who can name what is private in it stands in it.</summary>
    public WantedCalls Of(INamedTypeSymbol outermost, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_found.TryGetValue(outermost, out var found))
                return found;
            var callees = new Dictionary<IMethodSymbol, INamedTypeSymbol>(SymbolEqualityComparer.Default);
            if (HasHidden(outermost))
                Collect(outermost, callees, cancellation);
            _found.Add(outermost, found = new WantedCalls(callees));
            return found;
        }
    }

    /// <returns>The callee of a call that would be intercepted if it could; else null.</returns>
    public IMethodSymbol? CalleeOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation) =>
        CallSite.Read(name, model, _optIn, cancellation) is { Reason: SkipReason.None, Invocation: not null } site ? site.Callee : null;

    private void Collect(INamedTypeSymbol type, Dictionary<IMethodSymbol, INamedTypeSymbol> callees, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in type.GetMembers())
        {
            if (member is INamedTypeSymbol inner)
                Collect(inner, callees, cancellation);
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && _optIn.IsShadowed(method) && _shims.PartialWantedBy(method) is { } wanted)
                callees.Add(method, wanted);
        }
    }

    private static bool HasHidden(INamedTypeSymbol type) => type.GetTypeMembers().Any(static inner =>
        inner.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || HasHidden(inner));
}
