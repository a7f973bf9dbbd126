using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Frequency;

/// <summary>Blocks from which an exception is certain.</summary>
internal static class ColdBlocks
{
    private const string DoesNotReturn = "DoesNotReturnAttribute";

    public static bool[] Of(ControlFlowGraph body, FlowGraph graph, Dominators dominators)
    {
        var isCold = new bool[graph.Count];
        foreach (var block in body.Blocks)
            isCold[block.Ordinal] = block.FallThroughSuccessor?.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow && block.ConditionalSuccessor is null || Throws(block);

        // Each block after its successors, but for loops: one that only leads to throws is found on the first pass.
        foreach (var node in Enumerable.Reverse(dominators.Order))
        {
            var edges = graph.Out(node);
            isCold[node] |= edges.Count > 0 && edges.All(edge => isCold[edge.To]);
        }

        return isCold;
    }

    /// <summary>Whether a call never comes back: it says so by its attribute, or by its name, as helpers of the framework do.</summary>
    public static bool IsThrowHelper(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == DoesNotReturn)
        || method.ReturnsVoid && method.Name.StartsWith("Throw", StringComparison.Ordinal) && !method.Name.StartsWith("ThrowIf", StringComparison.Ordinal);

    private static bool Throws(BasicBlock block) => block.Operations.Any(static operation => operation switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation call } => IsThrowHelper(call.TargetMethod),
        IInvocationOperation call => IsThrowHelper(call.TargetMethod),
        _ => false,
    });
}
