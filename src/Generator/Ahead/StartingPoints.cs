using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using ShadowGen.Generator.Frequency;

namespace ShadowGen.Generator.Ahead;

/// <summary>Where a call may start: at the method's entry, or at another call that is intercepted.</summary>
/// <param name="At">The other call; null: the entry.</param>
/// <param name="Probability">That the method comes to the call once it is there.</param>
internal readonly record struct StartingPoint(SyntaxNode? At, double Probability);

/// <summary>
/// Finds the earliest place before a call from which no way to it leads over a barrier or a guard, and whose other ways lead to nothing that could come back into the method unseen and claim what was
/// started for another run of it.
/// </summary>
internal sealed class StartingPoints
{
    private readonly ControlFlowGraph _body;
    private readonly BodyRoutes _routes;
    private readonly BodyEvent[][] _events;
    private readonly double[] _frequencies;
    private readonly Dictionary<SyntaxNode, Place> _calls = [];

    public StartingPoints(ControlFlowGraph body, EventReader reader)
    {
        _body = body;
        _routes = new BodyRoutes(body);
        _events = [.. body.Blocks.Select(reader.Read)];
        _frequencies = BodyGraph.FrequenciesOf(body);
        for (var block = 0; block < _events.Length; block++)
        {
            for (var at = 0; at < _events[block].Length; at++)
            {
                if (_events[block][at].IsCall)
                    _calls[_events[block][at].Syntax] = new Place(block, at);
            }
        }
    }

    /// <param name="call">The call that is to be made ahead.</param>
    /// <param name="others">The intercepted calls of the method.</param>
    /// <returns>Null where it can only be made where it stands, or gains nothing elsewhere.</returns>
    public StartingPoint? Earliest(SyntaxNode call, IEnumerable<SyntaxNode> others)
    {
        if (!_calls.TryGetValue(call, out var place) || _routes.IsInLoop(place.Block) || IsInHandler(place.Block))
            return null;
        var dominating = others.Where(other => other != call && _calls.TryGetValue(other, out var at) && Precedes(at, place) && !_routes.IsInLoop(at.Block)).ToList();
        dominating.Sort((one, other) => Order(_calls[one], _calls[other]));
        foreach (var start in dominating.Prepend(null))
        {
            var from = start is null ? new Place(0, 0) : _calls[start];
            if (IsFree(from, place, out var gains))
                return gains && IsClaimedOrQuiet(from, place) ? new StartingPoint(start, ProbabilityOf(place, from)) : null;
        }

        return null;
    }

    /// <summary>That the method comes to a call from its entry; null where it is no call of the method's own code, or nothing before it takes time.</summary>
    public double? FromEntry(SyntaxNode call)
    {
        if (!_calls.TryGetValue(call, out var place) || IsInHandler(place.Block))
            return null;
        var entry = new Place(0, 0);
        return _routes.IsInLoop(place.Block) || Between(entry, place).Any(static found => found.TakesTime) ? ProbabilityOf(place, entry) : null;
    }

    private double ProbabilityOf(Place place, Place from) =>
        _frequencies[from.Block] <= 0 ? 0 : Math.Round(Math.Min(1, _frequencies[place.Block] / _frequencies[from.Block]), 3);

    private bool Precedes(Place one, Place other) => one.Block == other.Block ? one.At < other.At : _routes.Dominates(one.Block, other.Block);

    private int Order(Place one, Place other) => one.Equals(other) ? 0 : Precedes(one, other) ? -1 : 1;

    private bool IsFree(Place from, Place to, out bool gains)
    {
        gains = false;
        if (from.Block != to.Block && (_routes.IsGuard(from.Block) || BlocksBetween(from, to).Any(_routes.IsGuard)))
            return false;
        foreach (var found in Between(from, to))
        {
            if (found.IsBarrier)
                return false;
            gains |= found.TakesTime;
        }

        return true;
    }

    private bool IsClaimedOrQuiet(Place from, Place to)
    {
        var elsewhere = _routes.AfterException(to.Block);
        if (from.Block != to.Block)
            elsewhere.UnionWith(_routes.AfterWithout(from.Block, to.Block));
        return !elsewhere.SelectMany(block => _events[block]).Any(static found => found.IsUnknownCall);
    }

    private IEnumerable<int> BlocksBetween(Place from, Place to) => _routes.After(from.Block).Intersect(_routes.Before(to.Block)).Where(block => block != from.Block && block != to.Block);

    private IEnumerable<BodyEvent> Between(Place from, Place to) => from.Block == to.Block
        ? _events[from.Block].Skip(from.At).Take(to.At - from.At)
        : [.. _events[from.Block].Skip(from.At), .. BlocksBetween(from, to).SelectMany(block => _events[block]), .. _events[to.Block].Take(to.At)];

    private bool IsInHandler(int block)
    {
        for (var region = _body.Blocks[block].EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Finally or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler)
                return true;
        }

        return false;
    }

    private readonly record struct Place(int Block, int At);
}
