using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Which methods of one assembly's source are shadowed: the nearest declaration decides, from the method outward over its types to the assembly's patterns, and then to
/// what configuration says about the file. Thread-safe.
/// </summary>
internal sealed class AssemblyOptIn
{
    private readonly IAssemblySymbol _assembly;
    private readonly ImmutableArray<NamespacePattern> _patterns;
    private readonly Func<SyntaxTree, OptInSettings> _settings;
    private readonly DispatchTargets _targets;
    private readonly ConcurrentDictionary<ISymbol, OptInChoice> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool?> _types = new(SymbolEqualityComparer.Default);

    /// <param name="settings">What configuration says about the methods of a file.</param>
    public AssemblyOptIn(IAssemblySymbol assembly, Func<SyntaxTree, OptInSettings> settings)
    {
        _assembly = assembly;
        _settings = settings;
        _patterns = ReadPatterns(assembly);
        _targets = new DispatchTargets(assembly);
    }

    /// <param name="method">An original definition.</param>
    public OptInChoice ChoiceOf(IMethodSymbol method) => _methods.TryGetValue(method, out var choice) ? choice : _methods[method] = Choose(method);

    /// <summary>Whether a method may be shadowed though neither it nor a type around it says so.</summary>
    public bool HasPatterns => !_patterns.IsEmpty;

    /// <summary>Simple names of those methods that are shadowed, or would be if they were larger.</summary>
    public SortedSet<string> Names(IEnumerable<IMethodSymbol> methods)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            if (!names.Contains(method.Name) && ChoiceOf(method) != OptInChoice.None)
                names.Add(method.Name);
        }

        return names;
    }

    private OptInChoice Choose(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return Declared(method) == true ? OptInChoice.Shadowed : OptInChoice.None;
        if (method.MethodKind != MethodKind.Ordinary
            || method.IsImplicitlyDeclared
            || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _assembly))
            return OptInChoice.None;
        if (Declared(method) is { } own)
            return own ? OptInChoice.Shadowed : OptInChoice.None;
        if ((method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault() is not { } declaration)
            return OptInChoice.None;

        var settings = _settings(declaration.SyntaxTree);
        if (!(IsTypeShadowed(method.ContainingType) ?? IsConfigured(method.ContainingNamespace, settings)))
            return OptInChoice.None;
        return IsTooSmall(method, declaration, settings.MinimumSize) ? OptInChoice.TooSmall : OptInChoice.Shadowed;
    }

    private bool IsTooSmall(IMethodSymbol method, SyntaxReference declaration, int minimum) => minimum > 0
        && (DispatchTargets.IsDispatched(method) ? _targets.AreAllBelow(method, minimum) : MethodSize.IsBelow(declaration.GetSyntax(), minimum));

    /// <returns>Null when no attribute says anything about it.</returns>
    private bool? IsTypeShadowed(INamedTypeSymbol type)
    {
        if (!_types.TryGetValue(type, out var shadowed))
        {
            shadowed = Declared(type) ?? (type.ContainingType is { } outer ? IsTypeShadowed(outer) : IsCovered(type.ContainingNamespace) ? true : null);
            _types[type] = shadowed;
        }

        return shadowed;
    }

    private bool IsCovered(INamespaceSymbol space)
    {
        if (_patterns.IsEmpty)
            return false;
        var name = NameOf(space);
        return _patterns.Any(pattern => pattern.Matches(name));
    }

    private static bool IsConfigured(INamespaceSymbol space, OptInSettings settings) => settings.Include.Count != 0 && settings.Covers(NameOf(space));

    private static string NameOf(INamespaceSymbol space) => space.IsGlobalNamespace ? "" : space.ToDisplayString();

    private static bool? Declared(ISymbol symbol)
    {
        bool? result = null;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (!IsOurs(attribute))
                continue;
            if (attribute.AttributeClass!.Name == KnownNames.UnshadowedAttribute)
                return false;
            if (attribute.AttributeClass.Name == KnownNames.ShadowedAttribute)
                result = true;
        }

        return result;
    }

    private static ImmutableArray<NamespacePattern> ReadPatterns(IAssemblySymbol assembly)
    {
        var patterns = ImmutableArray.CreateBuilder<NamespacePattern>();
        foreach (var attribute in assembly.GetAttributes())
        {
            if (IsOurs(attribute)
                && attribute.AttributeClass!.Name == KnownNames.ShadowNamespaceAttribute
                && attribute.ConstructorArguments.FirstOrDefault().Value is string text
                && NamespacePattern.TryParse(text, out var pattern, out _))
                patterns.Add(pattern);
        }

        return patterns.ToImmutable();
    }

    private static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingType: null, ContainingNamespace: { Name: KnownNames.RootNamespace, ContainingNamespace.IsGlobalNamespace: true } };
}
