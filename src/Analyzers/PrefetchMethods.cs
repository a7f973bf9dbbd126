using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers;

/// <summary>Which method a <c>Prefetch</c> names, and why it cannot be called ahead with the shadowed method's arguments.</summary>
internal static class PrefetchMethods
{
    /// <returns>What is wrong and what to do; null when a method fits.</returns>
    public static string? FaultOf(IMethodSymbol shadowed, string name, Compilation compilation, KnownAttributes known)
    {
        if (shadowed.Parameters.FirstOrDefault(static parameter => parameter.RefKind is RefKind.Ref or RefKind.Out) is { } reference)
            return $"the parameter '{reference.Name}' is passed by reference, which cannot be known before the call; fetch ahead of a method without ref and out";

        var candidates = PrefetchCandidates.Of(shadowed.ContainingType, name);
        if (candidates.Count == 0)
            return $"'{Names.Of(shadowed.ContainingType)}' declares no such method; write one, and name it by nameof";

        string? first = null;
        foreach (var candidate in candidates)
        {
            if (FaultOf(shadowed, candidate, compilation, known) is not { } fault)
                return null;
            first ??= fault;
        }

        return first;
    }

    /// <summary>Whether the generator can call what is private to a type, from a part of its own.</summary>
    public static bool ReachesPrivate(INamedTypeSymbol type) => PartialTypes.Of(type) is not null;

    public static bool IsAsynchronous(IMethodSymbol method) => AsyncResults.KindOf(method.ReturnType) != AsyncKind.None;

    private static string? FaultOf(IMethodSymbol shadowed, IMethodSymbol candidate, Compilation compilation, KnownAttributes known)
    {
        var name = Names.Of(candidate);
        if (SymbolEqualityComparer.Default.Equals(candidate, shadowed))
            return "it is the method itself; write one that fetches what this one needs";
        if (candidate.Arity != 0 && candidate.Arity != shadowed.Arity)
            return $"'{name}' has type parameters that '{Names.Of(shadowed)}' has not; give both the same";
        if (!PrefetchCandidates.HasSameParameters(shadowed, candidate))
            return $"the parameters of '{name}' are not ({string.Join(", ", shadowed.Parameters.Select(static parameter => Typed(parameter)))}); it is called with the arguments of the call to come";
        if (!PrefetchCandidates.HasNoResult(candidate))
            return $"'{name}' returns '{Names.Of(candidate.ReturnType)}', and nobody would take it; return void, Task or ValueTask";
        if (shadowed.IsStatic && !candidate.IsStatic)
            return $"'{name}' needs an object, and a call of the static '{Names.Of(shadowed)}' has none; make it static";
        if (!compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly) && !ReachesPrivate(candidate.ContainingType))
            return $"'{name}' is {Access(candidate)}, and only code of the type itself could call it; make it internal, or the type partial";
        return ComesBack(shadowed, candidate, known) ? $"'{name}' has a Prefetch that leads back to '{Names.Of(shadowed)}'; end the chain" : null;
    }

    private static bool ComesBack(IMethodSymbol shadowed, IMethodSymbol candidate, KnownAttributes known)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var next = candidate; next is not null && seen.Add(next);)
        {
            if (ShadowedMark.Of(next, known)?.Prefetch is not { } name)
                return false;
            var from = next;
            next = PrefetchCandidates.Of(next.ContainingType, name).FirstOrDefault(method => PrefetchCandidates.HasSameParameters(from, method));
            if (SymbolEqualityComparer.Default.Equals(next, shadowed))
                return true;
        }

        return false;
    }

    private static string Typed(IParameterSymbol parameter) => (parameter.RefKind == RefKind.In ? "in " : "") + Names.Of(parameter.Type);

    private static string Access(IMethodSymbol method) => method.DeclaredAccessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "in a type that is not accessible",
    };
}
