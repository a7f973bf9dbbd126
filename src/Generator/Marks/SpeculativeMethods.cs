using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Marks;

/// <summary>
/// The methods of a compilation that carry <c>[Shadowed(Speculative = true)]</c>. Their names are read from syntax, once for each tree that an edit leaves as it is, so that
/// a project without such a method pays for nothing else. Thread-safe.
/// </summary>
internal sealed class SpeculativeMethods
{
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> Read = new();

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly KnownAttributes _known;

    private SpeculativeMethods(KnownAttributes known) => _known = known;

    /// <summary>Null when there are none.</summary>
    public static SpeculativeMethods? Find(Compilation compilation, CancellationToken cancellation)
    {
        if (KnownAttributes.Find(compilation) is not { } known)
            return null;
        var methods = new SpeculativeMethods(known);
        foreach (var tree in compilation.SyntaxTrees)
            methods._names.UnionWith(Read.GetValue(tree, tree => NamesIn(tree, cancellation)));
        return methods._names.Count == 0 ? null : methods;
    }

    public bool MayBe(string name) => _names.Contains(name);

    /// <summary>The method that makes the promise: this one, or one that it overrides or implements; else null.</summary>
    public IMethodSymbol? Promise(IMethodSymbol method)
    {
        method = Parsing.CallSite.Definition(method);
        if (!MayBe(method.Name.Substring(method.Name.LastIndexOf('.') + 1)))
            return null;
        for (var overridden = method; overridden is not null; overridden = overridden.OverriddenMethod?.OriginalDefinition)
        {
            if (IsMarked(overridden))
                return overridden;
        }

        return Implemented(method).FirstOrDefault(IsMarked);
    }

    public bool IsMarked(IMethodSymbol method) => ShadowedMark.Of(method, _known) is { IsSpeculative: true };

    /// <summary>Where the promise stands in source.</summary>
    public Location? MarkOf(IMethodSymbol method, CancellationToken cancellation) => ShadowedMark.Of(method, _known)?.Syntax?.GetSyntax(cancellation).GetLocation();

    private static IEnumerable<IMethodSymbol> Implemented(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
        .Where(member => (method.ExplicitInterfaceImplementations.IsEmpty ? member.Name == method.Name : true)
            && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
        .Select(static member => member.OriginalDefinition);

    // Attributes of methods stand in types only: no body is walked.
    private static string[] NamesIn(SyntaxTree tree, CancellationToken cancellation) => tree.GetRoot(cancellation)
        .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<MethodDeclarationSyntax>()
        .Where(static method => method.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => ShadowedMark.Argument(attribute, KnownNames.Speculative) is not null))
        .Select(static method => method.Identifier.ValueText).Distinct().ToArray();
}
