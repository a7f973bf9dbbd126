namespace ShadowGen.Counters;

/// <summary>
/// Bytes that calls of one slot have moved and the engine has not yet taken. An object, not a cell: an operation that is under way
/// keeps hold of it, so that its bytes can never be booked with a later user of the same slot.
/// </summary>
internal sealed class NetworkCounter
{
    private long _received;
    private long _sent;
    private bool _isRetired;

    public void Add(long received, long sent)
    {
        if (received != 0)
            Interlocked.Add(ref _received, received);
        if (sent != 0)
            Interlocked.Add(ref _sent, sent);
        // Added first and asked second, while Retire marks first and takes second: whoever is later sees the other, and takes each byte once.
        if (!Volatile.Read(ref _isRetired))
            return;
        Take(out received, out sent);
        NetworkMeter.AddUnattributed(received, sent);
    }

    /// <summary>Takes what has come since the last time.</summary>
    public void Take(out long received, out long sent)
    {
        received = Interlocked.Exchange(ref _received, 0);
        sent = Interlocked.Exchange(ref _sent, 0);
    }

    /// <summary>Takes the last bytes of a slot whose code is unloaded; what still comes belongs to nobody.</summary>
    public void Retire(out long received, out long sent)
    {
        Volatile.Write(ref _isRetired, true);
        Take(out received, out sent);
    }
}
