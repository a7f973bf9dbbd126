using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Finds the interfaces of a compilation that get a decorator.</summary>
internal static class DecoratorSource
{
    /// <summary>Only what references this assembly can register a decorated service: without it, decorators would be code that nothing calls.</summary>
    private const string Registration = "ShadowGen.Hosting";

    public static IEnumerable<DecoratorModel> Find(DecoratorInput input, Compilation compilation, CancellationToken cancellation)
    {
        if (!input.Project.Enabled || !LanguageSupport.CanHoldShims(compilation) || compilation.ReferencedAssemblyNames.All(static name => name.Name != Registration))
            return [];
        var factory = new DecoratorFactory(compilation, OptIn.Of(compilation, input.Census), input.Project);
        return Interfaces(compilation.Assembly.GlobalNamespace, cancellation)
            .Where(type => DecoratorFault.Find(type, compilation) is null)
            .Select(factory.Create)
            .OfType<DecoratorModel>();
    }

    private static IEnumerable<INamedTypeSymbol> Interfaces(INamespaceOrTypeSymbol root, CancellationToken cancellation)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var space = pending.Pop();
            if (space is INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
                yield return type;
            foreach (var member in space.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                    pending.Push(inner);
            }
        }
    }
}
