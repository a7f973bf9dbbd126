namespace ShadowGen.Prediction.Benchmarks.Arrivals;

/// <summary>Additive Holt–Winters with a damped trend (Winters 1960; Gardner, McKenzie 1985). The first period gives the season; a period of 0 is none.</summary>
internal sealed class HoltWinters(double level, double trend, double season, double damping, int period) : ArrivalRival
{
    private readonly double[] _season = new double[Math.Max(period, 1)];
    private double _level;
    private double _trend;
    private double _sum;
    private int _count;

    public override void Learn(double rate)
    {
        var place = period == 0 ? 0 : _count % period;
        _count++;
        if (_count <= period)
        {
            _season[place] = rate;
            _sum += rate;
            if (_count < period) { _level += Math.Max(level, 1.0 / _count) * (rate - _level); return; }
            _level = _sum / period;
            for (var i = 0; i < period; i++) _season[i] -= _level;
            return;
        }
        var before = _level;
        var slope = damping * _trend;
        var seasonal = period == 0 ? 0 : _season[place];
        _level = _count == 1 ? rate : (level * (rate - seasonal)) + ((1 - level) * (before + slope));
        if (_count > 1) _trend = (trend * (_level - before)) + ((1 - trend) * slope);
        if (period > 0) _season[place] = (season * (rate - _level)) + ((1 - season) * seasonal);
    }

    public override double Predict(int horizon)
    {
        if (_count < period) return _level;
        var (sum, slope, factor) = (0.0, 0.0, 1.0);
        for (var i = 0; i < horizon; i++)
        {
            slope += _trend * (factor *= damping);
            sum += slope + (period == 0 ? 0 : _season[(_count + i) % period]);
        }
        return Math.Max(0, _level + (sum / horizon));
    }
}
