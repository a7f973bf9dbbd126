using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Frequency;

/// <summary>What a basic block does, as far as branch heuristics ask.</summary>
internal static class BlockContent
{
    public static bool HasCall(BasicBlock block) => All(block).Any(static operation => operation is IInvocationOperation { IsImplicit: false });

    /// <summary>A store that others can see: not to a local or a temporary.</summary>
    public static bool HasStore(BasicBlock block) => All(block).Any(static operation =>
        operation is IAssignmentOperation { Target: IFieldReferenceOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation } or IIncrementOrDecrementOperation { Target: IFieldReferenceOperation });

    public static bool Returns(BasicBlock block) => block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return } or { Destination.Kind: BasicBlockKind.Exit } && block.ConditionalSuccessor is null;

    /// <summary>All operations of a block, its condition or value last.</summary>
    public static IEnumerable<IOperation> All(BasicBlock block)
    {
        foreach (var operation in block.Operations)
        {
            foreach (var inner in operation.DescendantsAndSelf())
                yield return inner;
        }

        if (block.BranchValue is { } value)
        {
            foreach (var inner in value.DescendantsAndSelf())
                yield return inner;
        }
    }
}
