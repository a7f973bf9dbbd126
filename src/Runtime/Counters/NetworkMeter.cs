namespace ShadowGen.Counters;

/// <summary>
/// Who moves bytes, and whether anything in the process measures them: until then they are unknown, which is not the same as none.
/// Thread-safe; never throws.
/// </summary>
internal static unsafe class NetworkMeter
{
    private static bool _inUse;
    private static long _unattributedReceived;
    private static long _unattributedSent;
    private static long _failedWrites;

    public static bool InUse => Volatile.Read(ref _inUse);

    /// <summary>Bytes received that belong to no node: no shadowed call was under way, or several could have been meant.</summary>
    public static long UnattributedReceived => Volatile.Read(ref _unattributedReceived);

    /// <summary>Bytes sent that belong to no node.</summary>
    public static long UnattributedSent => Volatile.Read(ref _unattributedSent);

    /// <summary>Writes that failed or were cancelled: how much of them was sent is known to nobody, so nothing of them is counted.</summary>
    public static long FailedWrites => Volatile.Read(ref _failedWrites);

    /// <summary>The first stream or handler of ours calls it.</summary>
    public static void Use()
    {
        if (KillSwitch.On)
            Volatile.Write(ref _inUse, true);
    }

    /// <summary>Who moves bytes now: the innermost call on the running thread's path, else the root of its flow, else nobody.</summary>
    public static NetworkSite Capture()
    {
        var block = ThreadBlock.Current;
        if (block == null || !KillSwitch.On)
            return new NetworkSite(null, null, AsyncMeasurement.Current, NetworkTally.Current);
        try
        {
            var flow = block->FlowId == 0 ? null : FlowContext.Current;
            var slot = block->Top > block->Base ? *(int*)(block->Top - sizeof(int)) : flow?.RootSlot ?? 0;
            return new NetworkSite(NetworkCounters.Of(slot), flow, AsyncMeasurement.Current, NetworkTally.Current);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "network bytes were attributed");
            return default;
        }
    }

    public static void AddUnattributed(long received, long sent)
    {
        if (received != 0)
            Interlocked.Add(ref _unattributedReceived, received);
        if (sent != 0)
            Interlocked.Add(ref _unattributedSent, sent);
    }

    /// <summary>Adds what the running thread has moved before its present call returns: synchronous calls that are sampled read it at both ends.</summary>
    public static void AddToThread(long bytes)
    {
        var block = ThreadBlock.Current;
        if (block != null)
            block->NetworkBytes += bytes;
    }

    public static void WriteFailed() => Interlocked.Increment(ref _failedWrites);
}
