namespace ShadowGen.Counters;

/// <summary>Bytes that the service calls of one slot have moved and the engine has not yet taken. Thread-safe.</summary>
internal sealed class ServiceCounter
{
    private const int ReadKnown = 1;
    private const int WrittenKnown = 2;

    private long _read;
    private long _written;
    private int _known;

    /// <summary>The counters of all slots, each made when its first service call has moved a known number of bytes, be it 0.</summary>
    public static SlotObjects<ServiceCounter> All { get; } = new();

    public void Read(long bytes) => Add(ref _read, bytes, ReadKnown);

    public void Written(long bytes) => Add(ref _written, bytes, WrittenKnown);

    /// <summary>Takes what has come since the last time; null for a direction of which nothing was ever known.</summary>
    public void Take(out long? read, out long? written)
    {
        var known = Volatile.Read(ref _known);
        read = (known & ReadKnown) != 0 ? Interlocked.Exchange(ref _read, 0) : null;
        written = (known & WrittenKnown) != 0 ? Interlocked.Exchange(ref _written, 0) : null;
    }

    private void Add(ref long total, long bytes, int known)
    {
        if (bytes != 0)
            Interlocked.Add(ref total, bytes);
        if ((Volatile.Read(ref _known) & known) == 0)
            Interlocked.Or(ref _known, known);
    }
}
