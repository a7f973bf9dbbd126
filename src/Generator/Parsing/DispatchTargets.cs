using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>What may run for calls of the virtual and abstract methods of an assembly's classes, as far as the assembly shows it. Thread-safe.</summary>
internal sealed class DispatchTargets
{
    private readonly Lazy<Dictionary<ISymbol, List<IMethodSymbol>>> _overrides;

    public DispatchTargets(IAssemblySymbol assembly) => _overrides = new(() => Find(assembly));

    /// <summary>Whether a call of the method runs what its receiver's class makes of it.</summary>
    public static bool IsDispatched(IMethodSymbol method) => method is { ContainingType.TypeKind: TypeKind.Class, IsOverride: false } && (method.IsAbstract || method.IsVirtual);

    /// <summary>Whether there are overrides, and whatever runs is smaller than a minimum.</summary>
    /// <param name="method">An original definition of the assembly, that is dispatched.</param>
    /// <param name="minimum">See <see cref="MethodSize"/>.</param>
    public bool AreAllBelow(IMethodSymbol method, int minimum) =>
        _overrides.Value.TryGetValue(method, out var overrides)
        && overrides.Append(method).Where(static target => !target.IsAbstract).All(target => IsBelow(target, minimum));

    private static bool IsBelow(IMethodSymbol method, int minimum) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax declaration
        && MethodSize.IsCodeBelow(declaration, minimum);

    private static Dictionary<ISymbol, List<IMethodSymbol>> Find(IAssemblySymbol assembly)
    {
        var found = new Dictionary<ISymbol, List<IMethodSymbol>>(SymbolEqualityComparer.Default);
        foreach (var method in DeclaredMethods.Of(assembly, CancellationToken.None))
        {
            if (method is { IsOverride: true, MethodKind: MethodKind.Ordinary } && FirstOf(method) is { } first)
            {
                if (!found.TryGetValue(first, out var overrides))
                    found.Add(first, overrides = []);
                overrides.Add(method);
            }
        }

        return found;
    }

    private static IMethodSymbol? FirstOf(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
            method = overridden.OriginalDefinition;
        return method.IsOverride ? null : method;
    }
}
