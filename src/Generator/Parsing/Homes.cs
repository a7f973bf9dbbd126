using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Finds a partial type for the shim of a callee that has a private type in its signature, or is a member of one: inside that type the shim may name all that the callee
/// does. The compiler takes an instance method for the interceptor of one only in the callee's own type, and an extension method only in a static class that is
/// no other type's; a static callee's shim may also stand further out.
/// </summary>
internal static class Homes
{
    /// <param name="reason">Why there is none, or <see cref="SkipReason.None"/>.</param>
    public static HomeModel? For(CalleeShape callee, Compilation compilation, LanguageLevel language, out SkipReason reason)
    {
        foreach (var (type, access) in Candidates(callee, compilation))
        {
            if (PartialTypes.Of(type) is not { } partial)
                continue;
            reason = IsWritable(type, language) ? SkipReason.None : SkipReason.LanguageVersion;
            var isInstance = !callee.IsStatic && SymbolEqualityComparer.Default.Equals(type, callee.Owner);
            return reason == SkipReason.None ? new HomeModel(partial, Modifiers(callee, type, access, isInstance), isInstance) : null;
        }

        reason = SkipReason.PrivateType;
        return null;
    }

    /// <summary>The type that would be a home if it, and those around it, were partial; of several the one that takes fewest edits.</summary>
    public static INamedTypeSymbol? Suggested(CalleeShape callee, Compilation compilation, LanguageLevel language) =>
        Candidates(callee, compilation)
            .Select(static candidate => candidate.Type)
            .Where(type => IsWritable(type, language) && PartialTypes.Chain(type).All(static part => part.Arity == 0))
            .OrderBy(static type => PartialTypes.Chain(type).Count(static part => !PartialTypes.IsPartial(part)))
            .FirstOrDefault();

    // Innermost first.
    private static IEnumerable<(INamedTypeSymbol Type, string Access)> Candidates(CalleeShape callee, Compilation compilation)
    {
        if (!SymbolEqualityComparer.Default.Equals(callee.Owner, callee.Method.ContainingType)
            || !SymbolEqualityComparer.Default.Equals(callee.Owner.ContainingAssembly, compilation.Assembly)
            || Attributes.IsOutranked(callee.Method, callee.Owner))
            yield break;

        foreach (var type in PartialTypes.Chain(callee.Owner))
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(type, callee.Owner);
            if (!isOwn && !callee.IsStatic && !(type.IsStatic && type.ContainingType is null))
                continue;
            if ((isOwn ? Access(callee.Method) : AccessFrom(callee, type)) is { } access && CanHold(type, callee, compilation))
                yield return (type, access);
        }
    }

    private static bool CanHold(INamedTypeSymbol type, CalleeShape callee, Compilation compilation) =>
        !type.IsComImport && !type.IsFileLocal && compilation.IsSymbolAccessibleWithin(callee.Method, type)
        && new Nameability(compilation, type).First(callee.Signature().Append(callee.Owner)) == SkipReason.None;

    private static bool IsWritable(INamedTypeSymbol type, LanguageLevel language) => type.TypeKind != TypeKind.Interface || language.HasInterfaceBodies;

    // No wider than the callee is: nothing of it may be less accessible than the shim.
    private static string Access(IMethodSymbol callee) => callee.DeclaredAccessibility switch
    {
        Accessibility.Private => "private ",
        Accessibility.Protected or Accessibility.ProtectedAndInternal => "private protected ",
        _ => "internal ",
    };

    // Who sees a callee that is private on its way out sees the private members of the type that it is private to. What is protected has callers elsewhere.
    private static string? AccessFrom(CalleeShape callee, INamedTypeSymbol type)
    {
        var access = "internal ";
        for (ISymbol step = callee.Method; !SymbolEqualityComparer.Default.Equals(step, type); step = step.ContainingType)
        {
            switch (step.DeclaredAccessibility)
            {
                case Accessibility.Private:
                    access = "private ";
                    break;
                case not (Accessibility.Internal or Accessibility.Public):
                    return null;
            }
        }

        return access;
    }

    private static string Modifiers(CalleeShape callee, INamedTypeSymbol type, string access, bool isInstance) => !isInstance
        ? access + "static "
        : access
            + (type.TypeKind == TypeKind.Interface && access != "private " ? "sealed " : "")
            + (callee.Method.IsReadOnly && !type.IsReadOnly ? "readonly " : "");
}
