namespace ShadowGen.Counters;

/// <summary>Whom bytes belong to: a node, a flow, the measurement of an async call, a budget, or (default) nobody. Every byte is booked exactly once with a node or with nobody.</summary>
internal readonly struct NetworkSite(NetworkCounter? node, FlowContext? flow, AsyncMeasurement? measurement = null, NetworkTally? tally = null)
{
    private readonly NetworkCounter? _node = node;
    private readonly FlowContext? _flow = flow;
    private readonly AsyncMeasurement? _measurement = measurement;
    private readonly NetworkTally? _tally = tally;

    /// <param name="bytes">More than 0.</param>
    /// <param name="onThisThread">True: moved before the running call of this thread returns.</param>
    public void Received(long bytes, bool onThisThread) => Book(bytes, 0, onThisThread);

    /// <inheritdoc cref="Received"/>
    public void Sent(long bytes, bool onThisThread) => Book(0, bytes, onThisThread);

    private void Book(long received, long sent, bool onThisThread)
    {
        if (!KillSwitch.On)
            return;
        if (_node is null)
            NetworkMeter.AddUnattributed(received, sent);
        else
            _node.Add(received, sent);
        _flow?.AddNetwork(received + sent);
        _measurement?.AddNetwork(received + sent);
        _tally?.AddNetwork(received + sent);
        if (onThisThread)
            NetworkMeter.AddToThread(received + sent);
    }
}
