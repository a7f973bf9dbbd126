namespace ShadowGen.Shared.Graph;

/// <summary>The call graph of an assembly as its skeletons tell it. Equal skeletons, in whatever order, give equal graphs.</summary>
internal sealed class StaticGraph
{
    internal StaticGraph(string assembly, IReadOnlyList<StaticNode> nodes, IReadOnlyList<StaticEdge> edges)
    {
        Assembly = assembly;
        Nodes = nodes;
        Edges = edges;
    }

    public string Assembly { get; }

    /// <summary>By documentation id, ordinal.</summary>
    public IReadOnlyList<StaticNode> Nodes { get; }

    /// <summary>By caller, then callee.</summary>
    public IReadOnlyList<StaticEdge> Edges { get; }

    /// <param name="skeletons">Texts as docs/architecture.md describes them. Kinds of lines that are not known are passed over.</param>
    public static StaticGraph Of(IReadOnlyList<string> skeletons)
    {
        var builder = new StaticGraphBuilder();
        foreach (var skeleton in skeletons)
            builder.Add(skeleton);
        return builder.Build();
    }
}
