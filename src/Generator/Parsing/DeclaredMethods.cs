using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>All methods that the types of an assembly declare.</summary>
internal static class DeclaredMethods
{
    public static IEnumerable<IMethodSymbol> Of(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        var spaces = new Stack<INamespaceOrTypeSymbol>();
        spaces.Push(assembly.GlobalNamespace);
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
