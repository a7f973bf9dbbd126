using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Shadowed methods of referenced assemblies: a built library tells them by its ShadowedApi attribute; of a project that is there as source, as in an editor, the
/// attributes in that source are read, and its configuration cannot be seen. Thread-safe.
/// </summary>
internal sealed class ShadowedLibraries
{
    // One for all files of a compilation: they ask about the same methods.
    private static readonly ConditionalWeakTable<Compilation, ShadowedLibraries> Cache = new();

    private readonly Dictionary<ISymbol, HashSet<string>> _built = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, AssemblyOptIn> _source = new(SymbolEqualityComparer.Default);
    private readonly SortedSet<string> _builtNames = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    private ShadowedLibraries(Compilation compilation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (compilation.GetMetadataReference(assembly) is CompilationReference)
                _source.Add(assembly, new AssemblyOptIn(assembly, static _ => OptInSettings.Default));
            else if (UsesShadowGen(assembly) && ShadowedApi.Read(assembly) is { } api)
            {
                _built.Add(assembly, new HashSet<string>(api.Ids, StringComparer.Ordinal));
                _builtNames.UnionWith(api.Names);
            }
        }
    }

    public static ShadowedLibraries Of(Compilation compilation) => Cache.GetValue(compilation, static compilation => new ShadowedLibraries(compilation));

    /// <param name="method">An original definition of another assembly.</param>
    public bool Includes(IMethodSymbol method) =>
        (_built.Count != 0 || _source.Count != 0) && method.MethodKind == MethodKind.Ordinary && _known.GetOrAdd(method, Decide);

    public IEnumerable<string> Names(CancellationToken cancellation)
    {
        lock (_source)
            return _source.SelectMany(source => source.Value.Names(DeclaredMethods.Of((IAssemblySymbol)source.Key, cancellation))).Concat(_builtNames).ToList();
    }

    private bool Decide(ISymbol symbol)
    {
        var method = (IMethodSymbol)symbol;
        if (_built.TryGetValue(method.ContainingAssembly, out var ids))
            return method.GetDocumentationCommentId() is { } docId && ids.Contains(MethodIds.Of(method.ContainingAssembly.Name, docId));
        if (!_source.TryGetValue(method.ContainingAssembly, out var source))
            return false;
        lock (_source)
            return source.ChoiceOf(method) == OptInChoice.Shadowed && ShadowedApi.IsVisible(method);
    }

    // Decoding the attributes of the whole framework would cost more than all else here.
    private static bool UsesShadowGen(IAssemblySymbol assembly) =>
        assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static library => library.Name == KnownNames.RuntimeAssembly));
}
