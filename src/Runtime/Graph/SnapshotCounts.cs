namespace ShadowGen.Graph;

/// <summary>Makes the counting half of a snapshot, and shares with the one before whatever did not change.</summary>
internal static class SnapshotCounts
{
    /// <param name="structure">The rows that the columns follow.</param>
    /// <param name="edgeCalls">Exact calls by edge.</param>
    /// <param name="probability">Posterior weight by edge; turned into probabilities in place.</param>
    /// <param name="roots">Nodes where activity begins.</param>
    /// <param name="old">The publication before.</param>
    /// <param name="measurements">By node.</param>
    /// <param name="touched">Nodes that were measured since the publication before.</param>
    /// <param name="measuresNetwork">Streams or handlers that count bytes are in use.</param>
    /// <param name="prior">What earlier runs have counted; null for none.</param>
    public static GraphCounts Create(
        GraphStructure structure, long[] edgeCalls, double[] probability, int[] roots, GraphCounts old, List<NodeMeasurements?> measurements, HashSet<int> touched, bool measuresNetwork, GraphPrior? prior = null)
    {
        var nodeCalls = new long[structure.NodeCount];
        var total = 0L;
        for (var edge = 0; edge < edgeCalls.Length; edge++)
        {
            nodeCalls[structure.Callee[edge]] += edgeCalls[edge];
            total += edgeCalls[edge];
        }
        for (var node = 0; node < nodeCalls.Length; node++) Normalize(probability.AsSpan(structure.ChildStart[node]..structure.ChildStart[node + 1]));
        var columns = Measured(old, structure.NodeCount, measurements, touched);
        var known = prior?.AddTo(structure, edgeCalls, nodeCalls) ?? (edgeCalls, nodeCalls);
        return new()
        {
            EdgeCalls = edgeCalls,
            EdgeProbability = probability,
            NodeCalls = nodeCalls,
            KnownEdgeCalls = known.Edges,
            KnownNodeCalls = known.Nodes,
            TotalCalls = total,
            Roots = roots,
            Profiles = columns.Profiles,
            NetworkReceived = columns.Received,
            NetworkSent = columns.Sent,
            MeasuresNetwork = measuresNetwork,
        };
    }

    /// <summary>The same counts with newer measurements.</summary>
    public static GraphCounts WithMeasurements(GraphCounts old, List<NodeMeasurements?> measurements, HashSet<int> touched, bool measuresNetwork)
    {
        var columns = Measured(old, old.NodeCalls.Length, measurements, touched);
        return new()
        {
            EdgeCalls = old.EdgeCalls,
            EdgeProbability = old.EdgeProbability,
            NodeCalls = old.NodeCalls,
            KnownEdgeCalls = old.KnownEdgeCalls,
            KnownNodeCalls = old.KnownNodeCalls,
            TotalCalls = old.TotalCalls,
            Roots = old.Roots,
            Profiles = columns.Profiles,
            NetworkReceived = columns.Received,
            NetworkSent = columns.Sent,
            MeasuresNetwork = measuresNetwork,
        };
    }

    // Nodes keep their index for good, so that the columns only ever grow.
    private static (NodeProfiles?[] Profiles, long[] Received, long[] Sent) Measured(GraphCounts old, int nodes, List<NodeMeasurements?> measurements, HashSet<int> touched)
    {
        if (touched.Count == 0 && old.Profiles.Length == nodes) return (old.Profiles, old.NetworkReceived, old.NetworkSent);
        var profiles = new NodeProfiles?[nodes];
        var received = new long[nodes];
        var sent = new long[nodes];
        old.Profiles.CopyTo(profiles, 0);
        old.NetworkReceived.CopyTo(received, 0);
        old.NetworkSent.CopyTo(sent, 0);
        foreach (var node in touched)
        {
            var measured = measurements[node]!;
            profiles[node] = measured.Read();
            received[node] = measured.NetworkReceived;
            sent[node] = measured.NetworkSent;
        }
        return (profiles, received, sent);
    }

    private static void Normalize(Span<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        foreach (ref var weight in weights) weight /= sum;
    }
}
