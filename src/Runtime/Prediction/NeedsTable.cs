using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>Expected needs of every node, ready to read: a row of four means and four standard deviations. Immutable; any thread.</summary>
internal sealed class NeedsTable(CallGraph graph, double[] rows)
{
    public const int RowLength = 2 * NodeProfiles.Kinds;

    public static NeedsTable Empty { get; } = new(CallGraph.Empty, []);

    public CallGraph Graph => graph;

    /// <summary>What a call of a node needs. Nothing is measured for an index outside of the graph.</summary>
    public ResourcePrediction Read(int nodeIndex)
    {
        var start = nodeIndex * RowLength;
        if ((uint)nodeIndex >= (uint)(rows.Length / RowLength)) return ResourcePrediction.NotMeasured;
        var row = rows.AsSpan(start, RowLength);
        return new(new(graph, nodeIndex), new(row[0], row[4]), new(row[1], row[5]), new(row[2], row[6]), new(row[3], row[7]));
    }
}
