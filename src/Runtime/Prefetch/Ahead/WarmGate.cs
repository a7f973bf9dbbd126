namespace ShadowGen.Prefetch;

/// <summary>How many prefetches are under way at a time, of the whole process. Nobody waits: what does not get in is not prefetched. Thread-safe.</summary>
internal sealed class WarmGate
{
    private int _limit = AheadLimits.Usual.Parallel;
    private int _inside;

    public int Inside => Volatile.Read(ref _inside);

    public void Limit(int limit) => Volatile.Write(ref _limit, limit);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= Volatile.Read(ref _limit)) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}
