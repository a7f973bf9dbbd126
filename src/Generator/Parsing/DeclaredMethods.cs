using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>Methods that the types of an assembly declare. To ask a type for its members binds all their signatures.</summary>
internal static class DeclaredMethods
{
    /// <summary>Of all types.</summary>
    public static IEnumerable<IMethodSymbol> Of(IAssemblySymbol assembly, CancellationToken cancellation) => Below([assembly.GlobalNamespace], cancellation);

    /// <summary>Of the types of which some part stands in one of the trees.</summary>
    public static IEnumerable<IMethodSymbol> Of(Compilation compilation, IEnumerable<SyntaxTree> trees, CancellationToken cancellation)
    {
        var types = new HashSet<INamespaceOrTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
            {
                if (node is TypeDeclarationSyntax && model.GetDeclaredSymbol(node, cancellation) is INamedTypeSymbol type)
                    types.Add(type);
            }
        }

        return Below(types, cancellation);
    }

    private static IEnumerable<IMethodSymbol> Below(IEnumerable<INamespaceOrTypeSymbol> roots, CancellationToken cancellation)
    {
        var spaces = new Stack<INamespaceOrTypeSymbol>(roots);
        while (spaces.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var member in spaces.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol space)
                    spaces.Push(space);
                else if (member is IMethodSymbol method)
                    yield return method;
            }
        }
    }
}
