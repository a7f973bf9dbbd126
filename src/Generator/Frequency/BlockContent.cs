using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Frequency;

/// <summary>What a basic block does, as far as branch heuristics ask: read once, with its condition or value.</summary>
internal sealed class BlockContent
{
    private readonly List<(ISymbol Symbol, bool IsWritten)> _symbols = [];

    private BlockContent()
    {
    }

    /// <summary>Locals, parameters and fields of the same object in the order of evaluation, and whether each is assigned a value there.</summary>
    public IReadOnlyList<(ISymbol Symbol, bool IsWritten)> Symbols => _symbols;

    public bool HasCall { get; private set; }

    /// <summary>A store that others can see: not to a local or a temporary.</summary>
    public bool HasStore { get; private set; }

    /// <inheritdoc cref="TripCounts.IsPieceOfText"/>
    public bool HasPieceOfText { get; private set; }

    /// <exception cref="InsufficientExecutionStackException">Its expressions are nested too deeply to be read.</exception>
    public static BlockContent Of(BasicBlock block)
    {
        var content = new BlockContent();
        foreach (var operation in block.Operations)
            content.Add(operation);
        if (block.BranchValue is { } value)
            content.Add(value);
        return content;
    }

    public static bool Returns(BasicBlock block) => block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return } or { Destination.Kind: BasicBlockKind.Exit } && block.ConditionalSuccessor is null;

    /// <summary>What an expression looks at of what <see cref="Symbols"/> lists; null for anything else.</summary>
    public static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        _ => null,
    };

    private void Add(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        HasCall |= operation is IInvocationOperation { IsImplicit: false };
        HasStore |= operation is IAssignmentOperation { Target: IFieldReferenceOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation }
            or IIncrementOrDecrementOperation { Target: IFieldReferenceOperation };
        HasPieceOfText = HasPieceOfText || TripCounts.IsPieceOfText(operation);
        if (SymbolOf(operation) is { } symbol)
            _symbols.Add((symbol, operation.Parent is IAssignmentOperation assignment && assignment.Target == operation));
        foreach (var child in operation.ChildOperations)
            Add(child);
    }
}
