using Microsoft.CodeAnalysis;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>
/// Finds the paths that matter, as a profiler's hot path does: from wherever much of the time is, down to the callee that holds more than half of it, and so on. What is found
/// is taken out, with all the time below it, and the next one is looked for in what is left. Not thread-safe.
/// </summary>
internal sealed class HotPathSearch
{
    /// <summary>So many are read; the eleventh would not be.</summary>
    public const int MostPaths = 10;

    /// <summary>Paths looked at for those: most are seen already, or cannot be.</summary>
    private const int MostLooks = 100;

    /// <summary>A shim above a path sees it as well where this much of its time is the path's.</summary>
    private const double SameTime = 0.9;

    /// <summary>Runs of a method in one of the program.</summary>
    private const double Again = 2;

    private readonly HotGraph _graph;
    private readonly Marking _marking;
    private readonly InclusiveTimes _times;
    private readonly bool[] _hasEvidence;
    private readonly bool[] _isPassed;
    private readonly double _least;
    private readonly bool _isLibrary;

    /// <param name="graph">Of the whole compilation.</param>
    /// <param name="marking">Its methods.</param>
    /// <param name="share">Paths with less of the time are not worth a word: 0 to 1.</param>
    /// <param name="isLibrary">Whether code that is not seen calls what is public.</param>
    public HotPathSearch(HotGraph graph, Marking marking, double share, bool isLibrary)
    {
        (_graph, _marking, _isLibrary) = (graph, marking, isLibrary);
        _times = new InclusiveTimes([.. graph.Members.Select(static member => member.Node)]);
        _least = share * _times.Total;
        (_hasEvidence, _isPassed) = (new bool[graph.Members.Count], new bool[graph.Members.Count]);
        Prove();
    }

    public IReadOnlyList<HotPath> Find(CancellationToken cancellation)
    {
        var found = new List<HotPath>();
        for (var look = 0; look < MostLooks && found.Count < MostPaths; look++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Hottest() is not { } end)
                break;
            var (path, seen) = Look(end);
            if (path is not null)
                found.Add(path);
            if (seen.Count != 0)
                _times.TakeOut(seen);
            else
                _isPassed[end.Index] = true;
        }

        return found;
    }

    // Where a walk down ends: at a member with no callee that has most of its time.
    private StaticNode? Hottest()
    {
        StaticNode? hottest = null;
        foreach (var member in _graph.Members)
        {
            var time = _times.Of(member.Node);
            if (time > 0 && time >= _least && !_isPassed[member.Node.Index] && (hottest is null || time > _times.Of(hottest)) && !member.Node.Outgoing.Any(edge => _times.Of(edge) * 2 > time && _times.Of(edge.Callee) >= _least))
                hottest = member.Node;
        }

        return hottest;
    }

    // Upwards from the end, to the first member that an attribute would help. What is seen then, and has not to be looked at again; nothing where nobody can see it.
    private (HotPath? Found, IReadOnlyList<StaticNode> Seen) Look(StaticNode end)
    {
        for (var (node, steps) = (end, 0); node is not null && steps < _graph.Members.Count; steps++)
        {
            if (NamedFor(node) is { } named)
            {
                switch (_marking.Of(named, _graph.Members[node.Index].Symbol))
                {
                    case MarkingAnswer.Settled:
                        return (null, [end, node]);
                    case MarkingAnswer.Worthwhile:
                        return Judge(end, node, named);
                }
            }

            node = HottestCaller(node)?.Caller;
        }

        return (null, []);
    }

    private (HotPath? Found, IReadOnlyList<StaticNode> Seen) Judge(StaticNode end, StaticNode node, IMethodSymbol named)
    {
        var path = new List<ISymbol> { named };
        var (isProven, isLooped, onPath) = (_hasEvidence[node.Index], _times.IsRecursive(node), _times.Of(node));
        var root = node;
        for (var edge = HottestCaller(node); edge is not null && path.Count <= _graph.Members.Count; edge = HottestCaller(edge.Caller))
        {
            var caller = _graph.Members[edge.Caller.Index].Symbol;
            onPath *= _times.Of(edge) / _times.Of(edge.Callee);
            if (_marking.IsShadowed(caller) && onPath >= SameTime * _times.Of(edge.Caller) && onPath * 2 >= _times.Of(node))
                return (null, [end, node]);
            isLooped |= _graph.CallsOf(edge).IsLooped;
            path.Insert(0, caller);
            root = edge.Caller;
        }

        // Of what a program does once no next time is to be predicted.
        if (!isLooped && _marking.IsEntry(path[0]) && node.Frequency < Again * root.Frequency)
            return (null, []);

        var time = TimeOf(node, named);
        return (isProven || isLooped) && time >= _least ? (new HotPath(named, Math.Min(time / _times.Total, 1), _graph.IsMeasured(node), path), [end, .. RunBy(node, named)]) : (null, []);
    }

    /// <summary>The name that most calls of a member go by; null where most come from code that no shim can stand in.</summary>
    private IMethodSymbol? NamedFor(StaticNode node)
    {
        var method = _graph.Members[node.Index].Symbol as IMethodSymbol;
        if (_graph.Members[node.Index].IsGenerated)
            return null;
        if (node.Incoming.Count == 0)
            return _isLibrary && method is not null && IsPublic(method) ? method : null;
        var calls = new Dictionary<ISymbol, double>(SymbolEqualityComparer.Default);
        var all = 0.0;
        foreach (var edge in node.Incoming)
        {
            all += edge.Calls;
            foreach (var (named, frequency) in _graph.CallsOf(edge).Named)
                calls[named] = (calls.TryGetValue(named, out var known) ? known : 0) + (edge.Caller.Frequency * frequency);
        }

        // Of equals the one that is declared first by name: dictionaries have no order.
        var most = calls.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key.GetDocumentationCommentId(), StringComparer.Ordinal).FirstOrDefault();
        return most.Key is IMethodSymbol found && calls.Values.Sum() * 2 > all ? found : null;
    }

    // A call of an abstract method is one of any that implements it.
    private double TimeOf(StaticNode node, IMethodSymbol named)
    {
        if (node.Incoming.Count == 0)
            return _times.Of(node);
        var time = 0.0;
        foreach (var run in RunBy(node, named))
        {
            foreach (var edge in run.Incoming)
            {
                if (edge.Frequency > 0)
                    time += _times.Of(edge) * Math.Min(1, _graph.CallsOf(edge).Named.Where(call => SymbolEqualityComparer.Default.Equals(call.Named, named)).Sum(static call => call.Frequency) / edge.Frequency);
            }
        }

        return time;
    }

    private List<StaticNode> RunBy(StaticNode node, IMethodSymbol named) => SymbolEqualityComparer.Default.Equals(_graph.Members[node.Index].Symbol, named) && !named.IsVirtual && !named.IsAbstract && !named.IsOverride
        ? [node]
        : [.. _graph.Members.Select(static member => member.Node).Where(run => run == node || NamedBy(run, named))];

    private bool NamedBy(StaticNode run, IMethodSymbol named) => run.Incoming.Any(edge => _graph.CallsOf(edge).Named.Any(call => SymbolEqualityComparer.Default.Equals(call.Named, named)));

    private StaticEdge? HottestCaller(StaticNode node)
    {
        StaticEdge? hottest = null;
        foreach (var edge in node.Incoming)
        {
            if (_times.Of(edge) > 0 && (hottest is null || _times.Of(edge) > _times.Of(hottest)))
                hottest = edge;
        }

        return hottest;
    }

    private static bool IsPublic(ISymbol symbol)
    {
        for (; symbol is not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }

    // A straight line is as fast as it can be: only what repeats, or waits for something, is hot. Callees have a higher place in nothing, so it is carried until it rests.
    private void Prove()
    {
        var pending = new Stack<StaticNode>(_graph.Members.Where(member => member.HasEvidence || _times.IsRecursive(member.Node)).Select(static member => member.Node));
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (_hasEvidence[node.Index])
                continue;
            _hasEvidence[node.Index] = true;
            foreach (var edge in node.Incoming)
                pending.Push(edge.Caller);
        }
    }
}
