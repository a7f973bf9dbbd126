namespace ShadowGen.Generator.Frequency;

/// <summary>A control-flow graph as numbers: nodes are 0 to <see cref="Count"/> - 1, node 0 is the entry.</summary>
internal sealed class FlowGraph
{
    private readonly List<FlowEdge>[] _out;
    private readonly List<FlowEdge>[] _in;

    public FlowGraph(int count)
    {
        _out = new List<FlowEdge>[count];
        _in = new List<FlowEdge>[count];
        for (var i = 0; i < count; i++)
        {
            _out[i] = [];
            _in[i] = [];
        }
    }

    public int Count => _out.Length;

    public List<FlowEdge> Out(int node) => _out[node];

    public List<FlowEdge> In(int node) => _in[node];

    public FlowEdge Add(int from, int to)
    {
        var edge = new FlowEdge(from, to);
        _out[from].Add(edge);
        _in[to].Add(edge);
        return edge;
    }
}

/// <summary>An edge, and the share of its source's executions that take it.</summary>
internal sealed class FlowEdge(int from, int to)
{
    public int From => from;

    public int To => to;

    /// <summary>0 to 1.</summary>
    public double Probability { get; set; }
}
