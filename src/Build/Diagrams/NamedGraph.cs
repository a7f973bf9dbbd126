using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>The graph with what all diagrams say about its nodes: names, and who is in a recursion with whom.</summary>
internal sealed class NamedGraph
{
    private readonly MethodName[] _names;
    private readonly string[] _labels;
    private readonly Dictionary<StaticNode, IReadOnlyList<StaticNode>> _recursionOf = [];

    public NamedGraph(StaticGraph graph, ISet<string> namespaces, Measurements? measured = null)
    {
        (Graph, Measured) = (graph, measured);
        _names = [.. graph.Nodes.Select(node => MethodName.Of(node, namespaces))];
        Recursions = [.. Components.CallersFirst(graph.Nodes, []).Where(static component => component.Count > 1)
            .Select(static component => component.OrderBy(static node => node.Index).ToList()).OrderBy(static component => component[0].Index)];
        foreach (var component in Recursions)
        {
            foreach (var member in component)
                _recursionOf.Add(member, component);
        }

        var overloaded = new HashSet<MethodName>(_names.GroupBy(static name => name with { Parameters = "" }).Where(static group => group.Count() > 1).Select(static group => group.Key));
        _labels = [.. _names.Select(name => overloaded.Contains(name with { Parameters = "" }) ? name.Name + name.Parameters : name.Name)];
    }

    public StaticGraph Graph { get; }

    /// <summary>What a model has measured of it; null where all is estimated.</summary>
    public Measurements? Measured { get; }

    /// <summary>Methods that call one another in a circle, each circle and all of them in the graph's order.</summary>
    public IReadOnlyList<IReadOnlyList<StaticNode>> Recursions { get; }

    /// <summary>The circle that a method is in, its first member first; null for none.</summary>
    public IReadOnlyList<StaticNode>? RecursionOf(StaticNode node) => _recursionOf.TryGetValue(node, out var found) ? found : null;

    public MethodName NameOf(StaticNode node) => _names[node.Index];

    /// <summary>The method's name, with its parameters when it has overloads.</summary>
    public string LabelOf(StaticNode node) => _labels[node.Index];
}
