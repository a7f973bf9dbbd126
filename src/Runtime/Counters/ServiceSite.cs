using System.Net.Sockets;

namespace ShadowGen.Counters;

/// <summary>
/// Whom the bytes of one service call belong to. Those of a socket are network bytes too: below it, nothing of ours counts. All else (a body, a stream of unknown kind)
/// may go through a <c>ShadowStream</c>, which counts what crosses the wire.
/// </summary>
internal readonly struct ServiceSite(ServiceCounter? node, NetworkSite network, bool isNetwork)
{
    private readonly ServiceCounter? _node = node;
    private readonly NetworkSite _network = network;
    private readonly bool _isNetwork = isNetwork;

    /// <summary>Of the innermost call of the running thread.</summary>
    /// <param name="slot">The call's edge.</param>
    /// <param name="on">What the call was made on, or null.</param>
    public static ServiceSite Of(int slot, object? on)
    {
        try
        {
            var isNetwork = on is Socket or NetworkStream or UdpClient;
            if (isNetwork)
                NetworkMeter.Use();
            return new ServiceSite(ServiceCounter.All.Of(slot), isNetwork ? NetworkMeter.Capture() : default, isNetwork);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the bytes of a service call were attributed");
            return default;
        }
    }

    /// <param name="bytes">Below 0: not known.</param>
    /// <param name="onThisThread">True: moved before the running call of this thread returns.</param>
    public void Read(long bytes, bool onThisThread)
    {
        if (bytes >= 0)
            _node?.Read(bytes);
        if (_isNetwork && bytes > 0)
            _network.Received(bytes, onThisThread);
    }

    /// <inheritdoc cref="Read"/>
    public void Written(long bytes, bool onThisThread)
    {
        if (bytes >= 0)
            _node?.Written(bytes);
        if (_isNetwork && bytes > 0)
            _network.Sent(bytes, onThisThread);
    }
}
