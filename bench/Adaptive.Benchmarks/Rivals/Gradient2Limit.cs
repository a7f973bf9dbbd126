namespace ShadowGen.Adaptive.Benchmarks.Rivals;

/// <summary>Netflix Gradient2 (concurrency-limits, <c>Gradient2Limit</c>): the limit times the ratio of a long to a short average latency, plus room for a queue.</summary>
/// <param name="tolerance">Latency may be so many times the long average before the limit falls.</param>
/// <param name="least">The limit is never less.</param>
/// <param name="queue">Room for a queue, in requests.</param>
internal sealed class Gradient2Limit(double tolerance, int least, int queue) : ConcurrencyLimit
{
    private const double Smoothing = 0.2, Most = 200, LongWindow = 600, WarmUp = 10;

    private double _limit = 20, _long, _sum;
    private int _count;

    public override int Limit => (int)_limit;

    public override void Learn(double now, double latency, int inFlight)
    {
        AddToLong(latency);
        var longLatency = _long;
        if (longLatency / latency > 2) _long *= 0.95;
        if (inFlight < _limit / 2) return;
        var gradient = Math.Clamp(tolerance * longLatency / latency, 0.5, 1);
        var limit = (_limit * gradient) + queue;
        _limit = Math.Clamp((_limit * (1 - Smoothing)) + (limit * Smoothing), least, Most);
    }

    private void AddToLong(double latency)
    {
        if (_count < WarmUp)
        {
            _sum += latency;
            _long = _sum / ++_count;
        }
        else
        {
            const double Factor = 2 / (LongWindow + 1);
            _long = (_long * (1 - Factor)) + (latency * Factor);
        }
    }
}
