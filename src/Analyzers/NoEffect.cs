using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Model;

namespace ShadowGen.Analyzers;

/// <summary>Why [Shadowed] on a symbol can have no effect: only call sites that bind to an ordinary method are ever intercepted.</summary>
internal static class NoEffect
{
    /// <summary>The reason with what to do instead, or null when the attribute does its work.</summary>
    public static string? Explain(ISymbol symbol, KnownAttributes known)
    {
        if (symbol.GetAttributes().Any(a => known.IsUnshadowed(a.AttributeClass)))
        {
            return "[Unshadowed] on the same declaration wins, so remove one of the two";
        }

        return symbol switch
        {
            INamedTypeSymbol type when !HasOrdinaryMethod(type) => "it declares no ordinary method, so remove the attribute or put it where the methods are",
            IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } method =>
                $"calls name the interface's method, so put the attribute on '{Name(method.ExplicitInterfaceImplementations.FirstOrDefault() ?? (ISymbol)method)}'",
            IMethodSymbol { MethodKind: not MethodKind.Ordinary } => "only calls to ordinary methods can be intercepted, so move the work into a method and mark that",
            _ => null,
        };
    }

    /// <summary>The reason why no call of an ordinary method is ever intercepted, or null.</summary>
    public static string? Explain(IMethodSymbol? method, ShadowedCalls shadowed, Compilation compilation, CancellationToken cancellation)
    {
        if (method is null)
            return null;
        if (SymbolEqualityComparer.Default.Equals(compilation.GetEntryPoint(cancellation), method))
            return "the runtime calls it, and no call site does, so put the attribute on what it calls";
        return shadowed.WhyNever(method) switch
        {
            SkipReason.ConditionalMethod => "a [Conditional] call is there or not by the symbols of its file, so it stays plain; put the attribute on what it calls",
            SkipReason.VarArgs => "a call with __arglist cannot be intercepted, so put the attribute on what it calls",
            _ => null,
        };
    }

    public static string Describe(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol => $"'{Name(symbol)}'",
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "a lambda",
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => $"the local function '{symbol.Name}'",
        IMethodSymbol { MethodKind: MethodKind.Destructor } => $"the finalizer of '{Name(symbol.ContainingType)}'",
        IMethodSymbol { AssociatedSymbol: { } owner } => $"an accessor of '{Name(owner)}'",
        _ => $"'{Name(symbol)}'",
    };

    /// <summary>A type hands its attribute on to the types nested in it.</summary>
    private static bool HasOrdinaryMethod(INamedTypeSymbol type) =>
        type.GetMembers().Any(m => m is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false })
        || type.GetTypeMembers().Any(HasOrdinaryMethod);

    private static string Name(ISymbol symbol) => Names.Of(symbol);
}
