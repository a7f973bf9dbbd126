extern alias build;

using build::ShadowGen.Build.Diagrams;

namespace ShadowGen.Tool.Graph;

/// <summary>
/// Puts boxes into layers, callers to the left (Sugiyama, Tagawa, Toda, "Methods for visual understanding of hierarchical system structures", 1981): circles are cut where a search from the roots comes
/// back, a layer is the longest way from a root, and within layers boxes go to the mean of their neighbours.
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 8;

    private readonly Dictionary<Box, List<Box>> _calls = [];
    private readonly Dictionary<Box, List<Box>> _calledBy = [];
    private readonly Dictionary<Box, int> _layer = [];

    private LayeredLayout(Diagram diagram)
    {
        foreach (var box in diagram.Boxes) (_calls[box], _calledBy[box]) = ([], []);
        Cut(diagram);
        foreach (var box in diagram.Boxes) LayerOf(box);
        // What nobody calls and calls something stands right before that.
        foreach (var box in diagram.Boxes.Where(box => _calledBy[box].Count == 0 && _calls[box].Count > 0)) _layer[box] = _calls[box].Min(callee => _layer[callee]) - 1;
        Layers = [.. _layer.GroupBy(pair => pair.Value).OrderBy(group => group.Key).Select(group => group.Select(pair => pair.Key).OrderBy(box => box.Key, StringComparer.Ordinal).ToList())];
        Order();
    }

    /// <summary>From left to right, each from top to bottom.</summary>
    public List<List<Box>> Layers { get; }

    public static LayeredLayout Of(Diagram diagram) => new(diagram);

    // Depth first without recursion: a path can be as long as the graph.
    private void Cut(Diagram diagram)
    {
        var outgoing = diagram.Arrows.Where(arrow => arrow.Caller != arrow.Callee).ToLookup(arrow => arrow.Caller, arrow => arrow.Callee);
        var called = diagram.Arrows.Where(arrow => arrow.Caller != arrow.Callee).Select(arrow => arrow.Callee).ToHashSet();
        var (open, done) = (new HashSet<Box>(), new HashSet<Box>());
        foreach (var root in diagram.Boxes.OrderBy(called.Contains))
        {
            var path = new Stack<(Box Box, IEnumerator<Box> Calls)>();
            if (!done.Contains(root)) Enter(root);
            while (path.Count > 0)
            {
                var (box, calls) = path.Peek();
                if (!calls.MoveNext())
                {
                    path.Pop();
                    open.Remove(box);
                    done.Add(box);
                }
                else if (!open.Contains(calls.Current))
                {
                    _calls[box].Add(calls.Current);
                    _calledBy[calls.Current].Add(box);
                    if (!done.Contains(calls.Current)) Enter(calls.Current);
                }
            }

            void Enter(Box box)
            {
                open.Add(box);
                path.Push((box, outgoing[box].GetEnumerator()));
            }
        }
    }

    private void LayerOf(Box start)
    {
        var waiting = new Stack<Box>([start]);
        while (waiting.TryPeek(out var box))
        {
            var unknown = _calledBy[box].FindAll(caller => !_layer.ContainsKey(caller));
            foreach (var caller in unknown) waiting.Push(caller);
            if (unknown.Count > 0) continue;
            waiting.Pop();
            _layer[box] = _calledBy[box].Count == 0 ? 0 : _calledBy[box].Max(caller => _layer[caller]) + 1;
        }
    }

    private void Order()
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var place = Layers.SelectMany(layer => layer.Select((box, i) => (box, i))).ToDictionary(pair => pair.box, pair => (double)pair.i);
            var neighbours = sweep % 2 == 0 ? _calledBy : _calls;
            for (var i = 0; i < Layers.Count; i++)
            {
                var layer = sweep % 2 == 0 ? i : Layers.Count - 1 - i;
                Layers[layer] = [.. Layers[layer].OrderBy(box => neighbours[box].Count == 0 ? place[box] : neighbours[box].Average(other => place[other])).ThenBy(box => place[box])];
                foreach (var (position, box) in Layers[layer].Index()) place[box] = position;
            }
        }
    }
}
