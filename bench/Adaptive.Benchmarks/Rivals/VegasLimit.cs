namespace ShadowGen.Adaptive.Benchmarks.Rivals;

/// <summary>Netflix Vegas (concurrency-limits, <c>VegasLimit</c>; TCP Vegas of Brakmo and Peterson): moves by how many of those in flight queue, told by the least latency, which is measured anew now and then.</summary>
/// <param name="alpha">Fewer in the queue, over log10 of the limit: grow.</param>
/// <param name="beta">More: shrink.</param>
/// <param name="seed">Of the jitter of probes.</param>
internal sealed class VegasLimit(double alpha, double beta, int seed) : ConcurrencyLimit
{
    private const double Most = 1000, ProbeMultiplier = 30;

    private readonly Random _random = new(seed);
    private double _limit = 20, _least, _jitter = 0.75;
    private int _probes;

    public override int Limit => (int)_limit;

    public override void Learn(double now, double latency, int inFlight)
    {
        if (_jitter * ProbeMultiplier * _limit <= ++_probes)
        {
            (_jitter, _probes, _least) = (0.5 + (_random.NextDouble() / 2), 0, latency);
            return;
        }
        if (_least == 0 || latency < _least)
        {
            _least = latency;
            return;
        }
        if (inFlight * 2 < _limit) return;
        var queue = Math.Ceiling(_limit * (1 - (_least / latency)));
        var step = Math.Max(1, Math.Floor(Math.Log10((int)_limit)));
        if (queue <= step) _limit += beta * step;
        else if (queue < alpha * step) _limit += step;
        else if (queue > beta * step) _limit -= step;
        _limit = Math.Clamp(_limit, 1, Most);
    }
}
