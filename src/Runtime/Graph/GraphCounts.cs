namespace ShadowGen.Graph;

/// <summary>What was counted and measured up to one publication, in the order of a <see cref="GraphStructure"/>. Immutable once published.</summary>
internal sealed class GraphCounts
{
    public static readonly GraphCounts Empty = new()
    {
        EdgeCalls = [],
        EdgeProbability = [],
        NodeCalls = [],
        Profiles = [],
        NetworkReceived = [],
        NetworkSent = [],
        Roots = [],
    };

    public required long[] EdgeCalls { get; init; }

    public required double[] EdgeProbability { get; init; }

    public required long[] NodeCalls { get; init; }

    /// <summary>Calls by edge as predictions take them: with what earlier runs have counted, at most <see cref="GraphPrior.MostCalls"/> for each caller. The exact ones where there is no such knowledge.</summary>
    public long[] KnownEdgeCalls { get => field ?? EdgeCalls; init; }

    /// <summary>Calls by node beside which <see cref="KnownEdgeCalls"/> of the edges out of it are: their ratio says how often a run of it makes each call.</summary>
    public long[] KnownNodeCalls { get => field ?? NodeCalls; init; }

    /// <summary>Null for a node that was never measured. Shared with earlier publications while no sample came.</summary>
    public required NodeProfiles?[] Profiles { get; init; }

    public required long[] NetworkReceived { get; init; }

    public required long[] NetworkSent { get; init; }

    public required int[] Roots { get; init; }

    /// <summary>Streams or handlers that count bytes are in use: only then is 0 bytes a figure.</summary>
    public bool MeasuresNetwork { get; init; }

    public long TotalCalls { get; init; }
}
