using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ShadowGen.Generator.Effects;

/// <summary>
/// Forward data flow over one method's control flow graph: which objects each variable may hold, and what is done to objects that others can see. Lambdas run where they are
/// written, local functions where they are called.
/// </summary>
internal sealed class BodyEffects
{
    private const int MostRounds = 8;

    private readonly ControlFlowGraph _graph;
    private readonly OperationEffects _operations;

    public BodyEffects(EffectAnalysis.Walk walk, IMethodSymbol method, ControlFlowGraph graph)
    {
        _graph = graph;
        _operations = new OperationEffects(walk, method, RunNested);
    }

    /// <summary>Told of each place that changes what others can see.</summary>
    public Action<SyntaxNode>? Changed
    {
        init => _operations.Changed = value;
    }

    public EffectSummary Run()
    {
        RunNested(_graph, new FlowState());
        return _operations.Summary;
    }

    /// <returns>What is known when the body ends, whichever way.</returns>
    private FlowState RunNested(ControlFlowGraph graph, FlowState entry)
    {
        var outgoing = new FlowState?[graph.Blocks.Length];
        var everything = entry.Copy();
        var grew = true;
        for (var round = 0; grew && round < MostRounds; round++)
        {
            grew = false;
            foreach (var block in graph.Blocks)
            {
                var state = Incoming(block, outgoing, entry, everything);
                _operations.Enter(graph, state);
                foreach (var operation in block.Operations)
                    _operations.Visit(operation);
                var value = _operations.Visit(block.BranchValue);
                if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
                    _operations.Return(value);
                grew |= outgoing[block.Ordinal] is not { } known || known.Join(state);
                outgoing[block.Ordinal] ??= state;
                everything.Join(state);
            }
        }

        return everything;
    }

    // A handler has no predecessor: it may follow any block.
    private static FlowState Incoming(BasicBlock block, FlowState?[] outgoing, FlowState entry, FlowState everything)
    {
        if (block.Kind == BasicBlockKind.Entry)
            return entry.Copy();
        if (block.Predecessors.IsEmpty)
            return everything.Copy();
        var state = new FlowState();
        foreach (var predecessor in block.Predecessors)
        {
            if (outgoing[predecessor.Source.Ordinal] is { } before)
                state.Join(before);
        }

        return state;
    }
}
