using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Generated gRPC clients, which no list can name: they are found by their base, in this assembly and in those that reference gRPC.</summary>
internal static class GrpcClients
{
    private const string Base = "Grpc.Core.ClientBase";

    /// <summary>Whether a method is one that the service's definition made.</summary>
    public static bool IsRemote(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public } && IsClient(method.ContainingType);

    /// <summary>Simple names of all clients' methods.</summary>
    public static IEnumerable<string> Names(Compilation compilation, CancellationToken cancellation) =>
        from assembly in Users(compilation)
        from type in TypesOf(assembly.GlobalNamespace, cancellation)
        where IsClient(type)
        from method in type.GetMembers().OfType<IMethodSymbol>()
        where IsRemote(method)
        select method.Name;

    private static bool IsClient(INamedTypeSymbol? type)
    {
        // ClientBase and ClientBase<T> have methods of their own, which call nobody.
        if (type is null || IsBase(type))
            return false;
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            if (IsBase(up))
                return true;
        }

        return false;
    }

    private static bool IsBase(INamedTypeSymbol type) => type.Name == "ClientBase" && type.ContainingNamespace?.ToDisplayString() == "Grpc.Core";

    // All others need not be walked.
    private static IEnumerable<IAssemblySymbol> Users(Compilation compilation)
    {
        var grpc = new HashSet<string>(compilation.GetTypesByMetadataName(Base).Select(static type => type.ContainingAssembly.Name), StringComparer.Ordinal);
        return grpc.Count == 0
            ? []
            : compilation.SourceModule.ReferencedAssemblySymbols
                .Where(assembly => grpc.Contains(assembly.Name) || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(library => grpc.Contains(library.Name))))
                .Append(compilation.Assembly);
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol root, CancellationToken cancellation)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var member in pending.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                pending.Push(member);
                if (member is INamedTypeSymbol type)
                    yield return type;
            }
        }
    }
}
