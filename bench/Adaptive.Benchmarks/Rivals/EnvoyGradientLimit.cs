namespace ShadowGen.Adaptive.Benchmarks.Rivals;

/// <summary>
/// Envoy's gradient controller (adaptive concurrency filter): the limit times the ratio of a least latency, with a buffer, to the latency now, plus its square root. The least latency is measured every minute by letting in few
/// until fifty have ended.
/// </summary>
/// <param name="buffer">On the least latency, as a share.</param>
/// <param name="quantile">Of the latencies of a window that stands for it.</param>
/// <param name="interval">Seconds between two measurements of the least latency.</param>
internal sealed class EnvoyGradientLimit(double buffer, double quantile, double interval) : ConcurrencyLimit
{
    private const double Window = 0.1;
    private const int LeastLimit = 3, MostLimit = 1000, Samples = 50;

    private readonly List<double> _latencies = [];
    private double _limit = LeastLimit, _deferred = LeastLimit, _least, _nextLeast, _nextWindow, _epoch;
    private bool _isMeasuringLeast = true;
    private int _windowsAtLeast;

    public override int Limit => (int)_limit;

    public override void Learn(double now, double latency, int inFlight)
    {
        if (now - latency < _epoch) return;
        _latencies.Add(latency);
        if (_isMeasuringLeast)
        {
            if (_latencies.Count < Samples) return;
            _least = Take();
            (_limit, _isMeasuringLeast, _nextLeast, _nextWindow) = (_deferred, false, now + interval, now + Window);
        }
        else if (now >= _nextLeast || _windowsAtLeast >= 5)
        {
            _latencies.Clear();
            (_deferred, _limit, _isMeasuringLeast, _epoch, _windowsAtLeast) = (_limit, LeastLimit, true, now, 0);
        }
        else if (now >= _nextWindow)
        {
            _nextWindow = now + Window;
            var limit = _limit * Math.Clamp(_least * (1 + buffer) / Take(), 0.5, 2);
            _limit = Math.Clamp(Math.Floor(limit + Math.Sqrt(limit)), LeastLimit, MostLimit);
            _windowsAtLeast = _limit > LeastLimit ? 0 : _windowsAtLeast + 1;
        }
    }

    private double Take()
    {
        _latencies.Sort();
        var value = _latencies[(int)(quantile * (_latencies.Count - 1))];
        _latencies.Clear();
        return value;
    }
}
