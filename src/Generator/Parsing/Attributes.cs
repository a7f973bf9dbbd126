using Microsoft.CodeAnalysis;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>The framework's attributes that decide how, or whether, a callee can be called from a shim.</summary>
internal static class Attributes
{
    /// <summary>[Conditional], on the method or on what it overrides: the call exists or not by the symbols of the calling file.</summary>
    public static bool IsConditional(IMethodSymbol? method)
    {
        for (; method is not null; method = method.OverriddenMethod)
        {
            if (method.GetAttributes().Any(static attribute => Is(attribute, "System.Diagnostics", "ConditionalAttribute")))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether an overload of higher [OverloadResolutionPriority] stands beside the callee: it could take the shim's call, whose arguments are not named
    /// as those of the site were.
    /// </summary>
    /// <param name="owner">The type that the shim calls it through.</param>
    public static bool IsOutranked(IMethodSymbol method, INamedTypeSymbol owner)
    {
        var own = Priority(method);
        return owner.GetTypeMembers().Where(static type => type.IsExtension).Append(owner)
            .SelectMany(type => type.GetMembers(method.Name)).OfType<IMethodSymbol>().Any(other => Priority(other) > own);
    }

    /// <summary>Whether naming the callee needs an [Obsolete] context, because it, its type or a type of its signature is obsolete.</summary>
    public static bool IsObsolete(IMethodSymbol method) =>
        Named(method).Any(static symbol => symbol.GetAttributes().Any(static attribute => Is(attribute, "System", "ObsoleteAttribute")));

    /// <summary>Diagnostic ids of [Experimental] that naming the callee would raise; sorted.</summary>
    public static EquatableArray<string> ExperimentalIds(IMethodSymbol method) =>
        Named(method).Append(method.ContainingAssembly).Append(method.ContainingModule)
            .SelectMany(static symbol => symbol.GetAttributes())
            .Where(static attribute => Is(attribute, "System.Diagnostics.CodeAnalysis", "ExperimentalAttribute"))
            .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "")
            .Where(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static id => id, StringComparer.Ordinal)
            .ToEquatableArray();

    /// <summary>Whether a struct's method may return a reference into its <c>this</c>.</summary>
    public static bool IsUnscoped(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => Is(attribute, "System.Diagnostics.CodeAnalysis", "UnscopedRefAttribute"));

    public static bool Is(AttributeData attribute, string space, string name) =>
        attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == space;

    private static int Priority(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(static attribute => Is(attribute, "System.Runtime.CompilerServices", "OverloadResolutionPriorityAttribute"))
            ?.ConstructorArguments.FirstOrDefault().Value as int? ?? 0;

    private static HashSet<ISymbol> Named(IMethodSymbol method)
    {
        var pending = new Stack<ITypeSymbol>(method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType).Append(method.ContainingType));
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { method };
        for (var parameters = method.TypeParameters.Concat(method.ContainingType.TypeParameters).SelectMany(static p => p.ConstraintTypes).GetEnumerator(); parameters.MoveNext();)
            pending.Push(parameters.Current);
        while (pending.Count > 0)
        {
            var type = pending.Pop();
            switch (type)
            {
                case IArrayTypeSymbol array:
                    pending.Push(array.ElementType);
                    break;
                case IPointerTypeSymbol pointer:
                    pending.Push(pointer.PointedAtType);
                    break;
                case INamedTypeSymbol named when seen.Add(named):
                    seen.Add(named.OriginalDefinition);
                    if (named.ContainingType is { } outer)
                        pending.Push(outer);
                    foreach (var argument in named.TypeArguments)
                        pending.Push(argument);
                    break;
            }
        }

        return seen;
    }
}
