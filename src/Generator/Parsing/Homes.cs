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
    /// <param name="callee">Of the compilation's own assembly.</param>
    /// <param name="reason">Why there is none, or <see cref="SkipReason.None"/>.</param>
    public static HomeModel? For(CalleeShape callee, Compilation compilation, LanguageLevel language, out SkipReason reason)
    {
        reason = SkipReason.PrivateType;
        if (!SymbolEqualityComparer.Default.Equals(callee.Owner, callee.Method.ContainingType)
            || !SymbolEqualityComparer.Default.Equals(callee.Owner.ContainingAssembly, compilation.Assembly)
            || Attributes.IsOutranked(callee.Method, callee.Owner))
            return null;

        for (INamedTypeSymbol? type = callee.Owner, inner = null; type is not null; inner = type, type = type.ContainingType)
        {
            var isOwn = inner is null;
            if (!isOwn && !callee.IsStatic && !(type.IsStatic && type.ContainingType is null))
                continue;
            var access = isOwn ? Access(callee.Method) : AccessFrom(callee, type);
            if (access is null || !CanHold(type, callee, compilation) || PartialTypes.Of(type) is not { } partial)
                continue;
            reason = type.TypeKind == TypeKind.Interface && !language.HasInterfaceBodies ? SkipReason.LanguageVersion : SkipReason.None;
            return reason == SkipReason.None ? new HomeModel(partial, Modifiers(callee, type, access, isOwn), isOwn && !callee.IsStatic) : null;
        }

        return null;
    }

    /// <summary>Whether the type could be a home if it, and those around it, were partial.</summary>
    public static bool CanHold(INamedTypeSymbol type, CalleeShape callee, Compilation compilation)
    {
        if (type.IsComImport || type.IsFileLocal || !compilation.IsSymbolAccessibleWithin(callee.Method, type))
            return false;
        return new Nameability(compilation, type).First(callee.Signature().Append(callee.Owner)) == SkipReason.None;
    }

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

    private static string Modifiers(CalleeShape callee, INamedTypeSymbol type, string access, bool isOwn) =>
        access
        + (isOwn && !callee.IsStatic ? "" : "static ")
        + (isOwn && !callee.IsStatic && type.TypeKind == TypeKind.Interface && access != "private " ? "sealed " : "")
        + (isOwn && callee.Method.IsReadOnly && !type.IsReadOnly && !callee.IsStatic ? "readonly " : "");
}
