using System.Globalization;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>
/// Makes a graph fit: recursions within a type become one box, then whole types, then whole namespaces, the coldest first, and at last the coldest calls go.
/// The order goes by powers of two of the heat, then by name: a call that comes or goes elsewhere seldom changes it.
/// </summary>
internal sealed class Folding
{
    private readonly NamedGraph _graph;
    private readonly int _edges;
    private readonly List<Group> _types;
    private readonly List<Group> _namespaces;
    private readonly Dictionary<StaticNode, Group> _recursions = [];
    private readonly int _recursionCount;

    private Folding(NamedGraph graph, int edges)
    {
        _graph = graph;
        _edges = edges;
        var typed = graph.Graph.Nodes.Where(node => graph.NameOf(node).Type.Length > 0).ToList();
        _types = Groups(typed, node => (graph.NameOf(node).Namespace, graph.NameOf(node).Type));
        _namespaces = Groups(typed, node => (graph.NameOf(node).Namespace, ""));
        foreach (var members in graph.Recursions)
        {
            var name = graph.NameOf(members[0]);
            if (name.Type.Length == 0 || members.Any(member => graph.NameOf(member).Type != name.Type || graph.NameOf(member).Namespace != name.Namespace))
                continue;
            _recursionCount++;
            var group = new Group(name.Namespace, name.Type, members) { IsRecursion = true };
            foreach (var member in members)
                _recursions[member] = group;
        }
    }

    /// <param name="graph">The whole graph.</param>
    /// <param name="edges">The most arrows that the diagram may have; it has at most twice as many boxes.</param>
    public static Diagram Fit(NamedGraph graph, int edges) => new Folding(graph, edges).Fit();

    private Diagram Fit()
    {
        var plain = new Dictionary<StaticNode, Group>();
        if (Fits(plain))
            return Draw(plain, []);
        if (_recursionCount > 0 && Fits(_recursions))
            return Draw(_recursions, [Say(_recursionCount, "recursion", _recursions.Count)]);

        var types = Least(_types, _recursions, out var folded);
        if (Fits(types))
            return Draw(types, Notes(folded, 0, types));
        var namespaces = Least(_namespaces, types, out var outer);
        return Draw(namespaces, Notes(folded, outer, namespaces));
    }

    // Folding one more never adds an arrow, so the least number is found by halving.
    private Dictionary<StaticNode, Group> Least(List<Group> groups, Dictionary<StaticNode, Group> below, out int count)
    {
        var (low, high) = (0, groups.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Fits(Fold(groups, middle, below)))
                high = middle;
            else
                low = middle + 1;
        }

        count = low;
        return Fold(groups, low, below);
    }

    private static Dictionary<StaticNode, Group> Fold(List<Group> groups, int count, Dictionary<StaticNode, Group> below)
    {
        var folded = new Dictionary<StaticNode, Group>(below);
        foreach (var group in groups.Take(count))
        {
            foreach (var member in group.Members)
                folded[member] = group;
        }

        return folded;
    }

    private bool Fits(Dictionary<StaticNode, Group> folded)
    {
        var arrows = new HashSet<(object, object)>();
        foreach (var edge in _graph.Graph.Edges)
        {
            if (!IsInside(edge, folded) && arrows.Add((End(edge.Caller, folded), End(edge.Callee, folded))) && arrows.Count > _edges)
                return false;
        }

        return _graph.Graph.Nodes.Select(node => End(node, folded)).Distinct().Count() <= 2 * _edges;
    }

    private static object End(StaticNode node, Dictionary<StaticNode, Group> folded) => folded.TryGetValue(node, out var group) ? group : node;

    private static bool IsInside(StaticEdge edge, Dictionary<StaticNode, Group> folded) =>
        folded.TryGetValue(edge.Caller, out var caller) && folded.TryGetValue(edge.Callee, out var callee) && caller == callee;

    private Diagram Draw(Dictionary<StaticNode, Group> folded, List<string> notes)
    {
        var keys = new BoxKeys();
        var boxes = new Dictionary<object, Box>();
        foreach (var node in _graph.Graph.Nodes)
        {
            var end = End(node, folded);
            if (!boxes.ContainsKey(end))
                boxes.Add(end, end is Group group ? group.Box(_graph, keys) : Boxes.Of(_graph, node, keys));
        }

        var arrows = Arrows.Between(_graph.Graph.Edges.Where(edge => !IsInside(edge, folded)), node => boxes[End(node, folded)]);
        var shown = arrows.Count <= _edges ? arrows : Arrows.Hottest(arrows, _edges);
        if (shown.Count < arrows.Count)
            notes.Add(Count(arrows.Count - shown.Count, "least frequent call") + " left out");
        var drawn = boxes.Values.ToList();
        if (drawn.Count > 2 * _edges)
        {
            var used = new HashSet<Box>(shown.SelectMany(static arrow => new[] { arrow.Arrow.Caller, arrow.Arrow.Callee }));
            drawn.RemoveAll(box => !used.Contains(box));
            notes.Add(Count(boxes.Count - drawn.Count, "box") + " without a call left out");
        }

        return new Diagram(_graph.Graph.Assembly, drawn, [.. shown.Select(static arrow => arrow.Arrow)], notes, _graph.Measured?.Source ?? "");
    }

    private List<string> Notes(int types, int namespaces, Dictionary<StaticNode, Group> folded)
    {
        var notes = new List<string>();
        var recursions = folded.Values.Where(static group => group.IsRecursion).Distinct().ToList();
        if (recursions.Count > 0)
            notes.Add(Say(recursions.Count, "recursion", folded.Values.Count(static group => group.IsRecursion)));
        var outer = new HashSet<Group>(_namespaces.Take(namespaces));
        var inner = _types.Take(types).Where(group => group.Members.Any(member => folded[member] == group)).ToList();
        if (inner.Count > 0)
            notes.Add(Say(inner.Count, "type", inner.Sum(static group => group.Members.Count)));
        if (outer.Count > 0)
            notes.Add(Say(outer.Count, "namespace", outer.Sum(static group => group.Members.Count)));
        return notes;
    }

    private static string Say(int count, string what, int methods) => $"{Count(count, what)} folded ({Count(methods, "method")})";

    private static string Count(int count, string word) => count.ToString("N0", CultureInfo.InvariantCulture) + " " + word + (count == 1 ? "" : word == "box" ? "es" : "s");

    private static List<Group> Groups(IEnumerable<StaticNode> nodes, Func<StaticNode, (string Namespace, string Type)> key) =>
        [.. nodes.GroupBy(key).Select(static group => new Group(group.Key.Namespace, group.Key.Type, [.. group]))
            .Where(static group => group.Members.Count > 1)
            .OrderBy(static group => group.Coldness).ThenBy(static group => group.Namespace, StringComparer.Ordinal).ThenBy(static group => group.Type, StringComparer.Ordinal)];
}
