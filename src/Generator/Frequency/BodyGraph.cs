using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ShadowGen.Generator.Frequency;

/// <summary>The control-flow graph of one body, with the probability of each edge and the frequency of each block.</summary>
internal sealed class BodyGraph
{
    private readonly ControlFlowGraph _body;
    private readonly FlowGraph _graph;
    private readonly Dominators _dominators;
    private readonly Dominators _postDominators;
    private readonly LoopNest _loops;
    private readonly bool[] _isCold;
    private readonly BlockContent?[] _contents;
    private readonly double[] _frequencies;

    private BodyGraph(ControlFlowGraph body)
    {
        _body = body;
        _contents = new BlockContent?[body.Blocks.Length];
        _graph = new FlowGraph(body.Blocks.Length);
        foreach (var block in body.Blocks)
        {
            Add(block.ConditionalSuccessor);
            Add(block.FallThroughSuccessor);
        }

        AddHandlerEntries(body.Root);
        _dominators = Dominators.Of(_graph);
        _postDominators = Dominators.OfReverse(_graph);
        _loops = new LoopNest(_graph, _dominators);
        _isCold = ColdBlocks.Of(body, _graph, _dominators);
        foreach (var block in body.Blocks)
            SetProbabilities(block);
        _frequencies = NodeFrequencies.Of(_graph, _dominators, _loops);
        AddHandlers();
    }

    /// <returns>Expected runs of each block for one run of the body, by ordinal.</returns>
    public static double[] FrequenciesOf(ControlFlowGraph body) => IsStraight(body) ? [.. body.Blocks.Select(static _ => 1.0)] : new BodyGraph(body)._frequencies;

    // Many bodies are one line.
    private static bool IsStraight(ControlFlowGraph body)
    {
        foreach (var block in body.Blocks)
        {
            if (block.ConditionalSuccessor is not null || block.Kind != BasicBlockKind.Exit && block.FallThroughSuccessor?.Destination?.Ordinal != block.Ordinal + 1)
                return false;
        }

        return true;
    }

    private void Add(ControlFlowBranch? branch)
    {
        if (branch?.Destination is { } destination)
            _graph.Add(branch.Source.Ordinal, destination.Ordinal);
    }

    // No branch leads into a handler: an edge that is never taken makes the loops in it known as well.
    private void AddHandlerEntries(ControlFlowRegion region)
    {
        foreach (var nested in region.NestedRegions)
        {
            if (nested.Kind is ControlFlowRegionKind.Finally or ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler)
                _graph.Add(0, nested.FirstBlockOrdinal);
            AddHandlerEntries(nested);
        }
    }

    private void SetProbabilities(BasicBlock block)
    {
        var edges = _graph.Out(block.Ordinal);
        if (block.Kind == BasicBlockKind.Entry)
        {
            edges[0].Probability = 1;
        }
        else if (edges.Count == 2)
        {
            // The conditional one was added first.
            var taken = ProbabilityOf(block, edges[0], edges[1]);
            (edges[0].Probability, edges[1].Probability) = (taken, 1 - taken);
        }
        else if (edges.Count == 1)
        {
            // The other way out of a condition, if there is one, throws.
            edges[0].Probability = block.ConditionalSuccessor is null ? 1 : Evidence.Throw;
        }
    }

    private double ProbabilityOf(BasicBlock block, FlowEdge conditional, FlowEdge other)
    {
        if (conditional.To == other.To)
            return 0.5;
        if (BranchCondition.ConstantOf(block) is { } constant)
            return constant ? 1 : 0;
        if (_isCold[conditional.To] != _isCold[other.To])
            return _isCold[other.To] ? Evidence.Throw : 1 - Evidence.Throw;
        var (leftByConditional, leftByOther) = (_loops.LeftBy(conditional), _loops.LeftBy(other));
        if (leftByConditional >= 0 != leftByOther >= 0 && IsLoopBranch(block.Ordinal, leftByConditional >= 0 ? leftByConditional : leftByOther))
        {
            var head = leftByConditional >= 0 ? leftByConditional : leftByOther;
            var trips = TripCounts.Of(block) ?? (IsOverText(head) ? TripCounts.OverText : null);
            var stay = trips is { } known ? known / (known + 1) : Evidence.LoopBranch;
            return leftByConditional >= 0 ? 1 - stay : stay;
        }

        var evidence = Evidence.None;
        if (leftByConditional >= 0 != leftByOther >= 0)
            evidence.Add(Evidence.LoopExit, leftByOther >= 0);
        BranchCondition.AddTo(ref evidence, block);
        AddSuccessor(ref evidence, block, conditional.To, other.To, isFor: true);
        AddSuccessor(ref evidence, block, other.To, conditional.To, isFor: false);
        return evidence.Probability;
    }

    // Of loops in loops the innermost goes over the text.
    private bool IsOverText(int head) =>
        _body.Blocks.Any(block => _loops.IsInnermost(head, block.Ordinal) && ContentOf(block.Ordinal).HasPieceOfText);

    private BlockContent ContentOf(int block) => _contents[block] ??= BlockContent.Of(_body.Blocks[block]);

    // The test that decides whether a loop comes round again: at its head, or right before its end.
    private bool IsLoopBranch(int block, int head) =>
        block == head || _graph.Out(block).Any(edge => _loops.IsBack(edge) && edge.To == head) || IsTestOf(head, block);

    // The test of a loop may take several blocks: those before it, from the head on, only compute.
    private bool IsTestOf(int head, int block)
    {
        while (block != head)
        {
            if (_graph.In(block).Count != 1 || _graph.Out(_graph.In(block)[0].From).Count != 1)
                return false;
            block = _graph.In(block)[0].From;
        }

        return true;
    }

    // Signs in what a branch leads to count only where the other way passes it by.
    private void AddSuccessor(ref Evidence evidence, BasicBlock block, int successor, int other, bool isFor)
    {
        if (_postDominators.Dominates(successor, block.Ordinal))
            return;
        var content = ContentOf(successor);
        if (_loops.IsHead(successor) || IsPreheader(successor))
            evidence.Add(Evidence.LoopHeader, isFor);
        if (content.HasCall)
            evidence.Add(Evidence.Call, !isFor);
        if (content.HasStore)
            evidence.Add(Evidence.Store, !isFor);
        if (BlockContent.Returns(_body.Blocks[successor]) && !BlockContent.Returns(_body.Blocks[other]))
            evidence.Add(Evidence.Return, !isFor);
        if (BranchCondition.IsGuarded(block, content))
            evidence.Add(Evidence.Guard, isFor);
    }

    private bool IsPreheader(int block) => _graph.Out(block).Count == 1 && _loops.IsHead(_graph.Out(block)[0].To) && !_loops.IsBack(_graph.Out(block)[0]);

    // A finally runs as often as its try is left; a handler hardly ever.
    private void AddHandlers()
    {
        foreach (var block in _body.Blocks)
        {
            foreach (var branch in (ControlFlowBranch?[])[block.ConditionalSuccessor, block.FallThroughSuccessor])
            {
                foreach (var region in branch?.FinallyRegions ?? [])
                    Raise(region, _frequencies[block.Ordinal] * ShareOf(block, branch!));
            }
        }

        AddCatches(_body.Root);
    }

    private void AddCatches(ControlFlowRegion region)
    {
        foreach (var nested in region.NestedRegions)
        {
            if (nested.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler && _frequencies[nested.FirstBlockOrdinal] == 0)
                Raise(nested, _frequencies[region.FirstBlockOrdinal] * (1 - Evidence.Throw));
            AddCatches(nested);
        }
    }

    private double ShareOf(BasicBlock block, ControlFlowBranch branch) =>
        _graph.Out(block.Ordinal).FirstOrDefault(edge => edge.To == branch.Destination?.Ordinal)?.Probability ?? 0;

    // Handlers are reached by no edge, so that their blocks were given no frequency: they are graphs of their own.
    private void Raise(ControlFlowRegion region, double frequency)
    {
        if (frequency <= 0)
            return;
        var size = region.LastBlockOrdinal - region.FirstBlockOrdinal + 1;
        var part = new FlowGraph(size);
        for (var i = 0; i < size; i++)
        {
            foreach (var edge in _graph.Out(region.FirstBlockOrdinal + i))
            {
                if (edge.To >= region.FirstBlockOrdinal && edge.To <= region.LastBlockOrdinal)
                    part.Add(i, edge.To - region.FirstBlockOrdinal).Probability = edge.Probability;
            }
        }

        var dominators = Dominators.Of(part);
        var runs = NodeFrequencies.Of(part, dominators, new LoopNest(part, dominators));
        for (var i = 0; i < size; i++)
            _frequencies[region.FirstBlockOrdinal + i] += frequency * runs[i];
    }
}
