namespace ShadowGen.Adaptive.Benchmarks.Rivals;

/// <summary>Netflix's window around a limit (concurrency-limits, <c>WindowedLimit</c> with the average sample window): the mean latency and the most in flight of each window of a second with ten requests or more.</summary>
internal sealed class WindowedLimit(ConcurrencyLimit inner, double window) : ConcurrencyLimit
{
    private const int LeastSamples = 10;

    private double _next, _sum;
    private int _count, _inFlight;

    public override int Limit => inner.Limit;

    public override void Learn(double now, double latency, int inFlight)
    {
        (_sum, _count, _inFlight) = (_sum + latency, _count + 1, Math.Max(_inFlight, inFlight));
        if (now <= _next) return;
        _next = now + window;
        if (_count >= LeastSamples) inner.Learn(now, _sum / _count, _inFlight);
        (_sum, _count, _inFlight) = (0, 0, 0);
    }
}
