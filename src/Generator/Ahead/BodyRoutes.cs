using Microsoft.CodeAnalysis.FlowAnalysis;
using ShadowGen.Generator.Frequency;

namespace ShadowGen.Generator.Ahead;

/// <summary>
/// Every way that a body can take, exceptions included: a block within a <c>try</c> may go on in any of its handlers, and a way out of one goes through its <c>finally</c>.
/// There are more ways here than in fact, never fewer.
/// </summary>
internal sealed class BodyRoutes
{
    private readonly ControlFlowGraph _body;
    private readonly FlowGraph _all;
    private readonly Dominators _dominators;
    private readonly FlowGraph _regular;
    private readonly Dominators _postDominators;
    private readonly HashSet<(int Block, int Handler)> _handlers = [];

    public BodyRoutes(ControlFlowGraph body)
    {
        _body = body;
        (_all, _regular) = (new FlowGraph(body.Blocks.Length), new FlowGraph(body.Blocks.Length));
        foreach (var block in body.Blocks)
        {
            Add(block.ConditionalSuccessor);
            Add(block.FallThroughSuccessor);
        }

        AddHandlers(body.Root);
        _dominators = Dominators.Of(_all);
        _postDominators = Dominators.OfReverse(_regular);
    }

    public bool Dominates(int one, int other) => _dominators.Dominates(one, other);

    /// <summary>Whether a block may run more than once.</summary>
    public bool IsInLoop(int block) => After(block).Contains(block);

    /// <summary>What may run after a block; the block itself only if it may run again.</summary>
    public HashSet<int> After(int block) => Reached(block, node => _all.Out(node).Select(static edge => edge.To), stop: -1);

    /// <summary>What may run after a block, as long as another one was not come by.</summary>
    public HashSet<int> AfterWithout(int block, int other) => Reached(block, node => _all.Out(node).Select(static edge => edge.To), stop: other);

    /// <summary>What may run after an exception in a block, if the method handles it.</summary>
    public HashSet<int> AfterException(int block)
    {
        var all = new HashSet<int>();
        foreach (var (_, handler) in _handlers.Where(entry => entry.Block == block))
        {
            all.Add(handler);
            all.UnionWith(After(handler));
        }

        return all;
    }

    public HashSet<int> Before(int block) => Reached(block, node => _all.In(node).Select(static edge => edge.From), stop: -1);

    /// <summary>Whether a block ends in a branch of which one way leaves the method without having met the other one again: a guard of what the other way comes to.</summary>
    public bool IsGuard(int block)
    {
        if (_body.Blocks[block].ConditionalSuccessor is null)
            return false;
        if (_regular.Out(block).Count < 2)
            return true; // the other way throws
        for (var other = 0; other < _body.Blocks.Length; other++)
        {
            if (other != block && _body.Blocks[other].Kind != BasicBlockKind.Exit && _postDominators.Dominates(other, block))
                return false;
        }

        return true;
    }

    private static HashSet<int> Reached(int from, Func<int, IEnumerable<int>> next, int stop)
    {
        var seen = new HashSet<int>();
        var pending = new Stack<int>([from]);
        while (pending.Count != 0)
        {
            foreach (var one in next(pending.Pop()))
            {
                if (one != stop && seen.Add(one))
                    pending.Push(one);
            }
        }

        return seen;
    }

    private void Add(ControlFlowBranch? branch)
    {
        if (branch?.Destination is not { } destination)
            return;
        _regular.Add(branch.Source.Ordinal, destination.Ordinal);
        var from = new List<int> { branch.Source.Ordinal };
        foreach (var last in branch.FinallyRegions)
        {
            foreach (var block in from)
                _all.Add(block, last.FirstBlockOrdinal);
            from = EndsOf(last);
        }

        foreach (var block in from)
            _all.Add(block, destination.Ordinal);
    }

    private List<int> EndsOf(ControlFlowRegion region) =>
        [.. Enumerable.Range(region.FirstBlockOrdinal, region.LastBlockOrdinal - region.FirstBlockOrdinal + 1)
            .Where(block => _body.Blocks[block].FallThroughSuccessor is { Destination: null, Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling })];

    private void AddHandlers(ControlFlowRegion region)
    {
        foreach (var nested in region.NestedRegions)
        {
            if (nested.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Finally or ControlFlowRegionKind.FilterAndHandler)
            {
                for (var block = region.FirstBlockOrdinal; block < nested.FirstBlockOrdinal; block++)
                {
                    _all.Add(block, nested.FirstBlockOrdinal);
                    _handlers.Add((block, nested.FirstBlockOrdinal));
                }
            }

            AddHandlers(nested);
        }
    }
}
