namespace ShadowGen.Runtime.Tests.Network;

/// <summary>Network tests read totals of the process, so they run one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NetworkTests
{
    public const string Name = "Network";
}

/// <summary>What the process has counted since a moment.</summary>
internal sealed class Bytes
{
    private readonly (long Received, long Sent, long Unattributed, long Failed) _before = Now();

    public long Received => Now().Received - _before.Received;

    public long Sent => Now().Sent - _before.Sent;

    public long Unattributed => Now().Unattributed - _before.Unattributed;

    public long FailedWrites => Now().Failed - _before.Failed;

    public static (long? Received, long? Sent) Of(CallGraphNode node) => (node.NetworkReceived, node.NetworkSent);

    private static (long Received, long Sent, long Unattributed, long Failed) Now()
    {
        Shadow.Flush();
        var statistics = Shadow.Statistics;
        return (statistics.NetworkBytesReceived ?? 0, statistics.NetworkBytesSent ?? 0, statistics.NetworkBytesUnattributed ?? 0, statistics.NetworkWritesFailed);
    }
}

internal static class ShadowStreams
{
    /// <summary>Tells the peer that no more will come.</summary>
    public static void EndWriting(this ShadowStream stream) => ((System.Net.Sockets.NetworkStream)stream.Wrapped).Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
}
