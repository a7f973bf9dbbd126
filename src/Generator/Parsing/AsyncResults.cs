using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which results have a completion that the runtime can watch.</summary>
internal static class AsyncResults
{
    public static AsyncKind KindOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { ContainingType: null, Arity: <= 1 } named || named.ContainingNamespace?.ToDisplayString() != "System.Threading.Tasks")
            return AsyncKind.None;
        return named.Name switch
        {
            "Task" => AsyncKind.Task,
            "ValueTask" => AsyncKind.ValueTask,
            _ => AsyncKind.None,
        };
    }
}
