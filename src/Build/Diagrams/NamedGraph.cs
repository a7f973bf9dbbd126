using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>The graph with what all diagrams say about its nodes: names, and who is in a recursion with whom.</summary>
internal sealed class NamedGraph
{
    private readonly MethodName[] _names;
    private readonly string[] _labels;

    public NamedGraph(StaticGraph graph, ISet<string> namespaces)
    {
        Graph = graph;
        _names = [.. graph.Nodes.Select(node => MethodName.Of(node, namespaces))];
        Components = StrongComponents.Of(graph);
        var overloaded = new HashSet<MethodName>(_names.GroupBy(static name => name with { Parameters = "" }).Where(static group => group.Count() > 1).Select(static group => group.Key));
        _labels = [.. _names.Select(name => overloaded.Contains(name with { Parameters = "" }) ? name.Name + name.Parameters : name.Name)];
    }

    public StaticGraph Graph { get; }

    /// <summary>By node index: its strongly connected component.</summary>
    public IReadOnlyList<StrongComponent> Components { get; }

    public MethodName NameOf(StaticNode node) => _names[node.Index];

    /// <summary>The method's name, with its parameters when it has overloads.</summary>
    public string LabelOf(StaticNode node) => _labels[node.Index];
}
