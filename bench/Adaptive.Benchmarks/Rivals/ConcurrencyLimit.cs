namespace ShadowGen.Adaptive.Benchmarks.Rivals;

/// <summary>An algorithm that learns how many requests may be in flight.</summary>
internal abstract class ConcurrencyLimit
{
    public abstract int Limit { get; }

    /// <summary>A request has ended.</summary>
    /// <param name="now">Seconds.</param>
    /// <param name="latency">From being let in to its end, in seconds.</param>
    /// <param name="inFlight">Requests in flight when it was let in, with it.</param>
    public abstract void Learn(double now, double latency, int inFlight);
}
