namespace ShadowGen.Arrivals;

/// <summary>
/// Forecasts without a season: the last value, exponentially weighted means of several lengths, damped trends (Holt 1957; Gardner, McKenzie 1985), a mean that outliers
/// hardly move, and, for arrivals that are mostly none, how often times how many (Teunter, Syntetos, Babai 2011). Not thread-safe.
/// </summary>
internal sealed class LevelExperts<TMath>
    where TMath : struct, IColumnMath
{
    private static readonly float[] Gains = [1, 0.5f, 0.25f, 0.1f, 0.04f, 0.015f, 0.002f];
    private static readonly (float Level, float Trend, float Damping)[] Trends = [(0.4f, 0.2f, 0.85f), (0.1f, 0.1f, 0.96f)];

    private const float RobustGain = 0.05f, SpreadGain = 0.05f, DemandGain = 0.05f;
    private const float Huge = 1e30f;

    private readonly Columns _means = new(Gains.Length);
    private readonly Columns _levels = new(Trends.Length);
    private readonly Columns _trends = new(Trends.Length);
    private readonly Columns _others = new(4);
    private readonly Columns _scratch = new(4);
    private readonly float[][] _trendSteps;

    /// <param name="horizons">In steps.</param>
    public LevelExperts(int[] horizons) => _trendSteps = [.. Trends.Select(trend => horizons.Select(steps => MeanDamping(trend.Damping, steps)).ToArray())];

    public static int Count => Gains.Length + Trends.Length + 2;

    /// <summary>A steady mean: what others go by where they know too little.</summary>
    public Span<float> Level => _means[3];

    /// <summary>The level of long.</summary>
    public Span<float> Usual => _means[5];

    public long MemoryBytes => _means.MemoryBytes + _levels.MemoryBytes + _trends.MemoryBytes + _others.MemoryBytes + _scratch.MemoryBytes;

    public void Resize(int count)
    {
        _means.Resize(count);
        _levels.Resize(count);
        _trends.Resize(count);
        _others.Resize(count);
        _scratch.Resize(count);
    }

    public void Forget(int root)
    {
        _means.Forget(root);
        _levels.Forget(root);
        _trends.Forget(root);
        _others.Forget(root);
    }

    /// <param name="x">Rates of this step.</param>
    /// <param name="age">Steps before this one.</param>
    /// <param name="share">1 / (age + 1): what an equally weighted mean would move by.</param>
    public void Learn(ReadOnlySpan<float> x, ReadOnlySpan<float> age, ReadOnlySpan<float> share)
    {
        var gain = _scratch[0];
        var error = _scratch[1];
        for (var i = 0; i < Gains.Length; i++)
        {
            TMath.Max(share, Gains[i], gain);
            Smooth(_means[i], x, gain);
        }
        var isOld = _scratch[2];
        TMath.Min(age, 1, isOld);
        for (var i = 0; i < Trends.Length; i++)
        {
            var level = _levels[i];
            var trend = _trends[i];
            TMath.Multiply(trend, Trends[i].Damping, trend);
            TMath.Add(level, trend, level);
            TMath.Subtract(x, level, error);
            TMath.Max(share, Trends[i].Level, gain);
            TMath.MultiplyAdd(error, gain, level, level);
            TMath.Multiply(isOld, Trends[i].Level * Trends[i].Trend, gain);
            TMath.MultiplyAdd(error, gain, trend, trend);
        }
        LearnRobust(x, isOld, share);
        LearnDemand(x, share);
    }

    /// <param name="horizon">Which of the horizons.</param>
    /// <param name="forecasts">A row for each expert.</param>
    /// <param name="first">The row of the first.</param>
    public void Forecast(int horizon, Columns forecasts, int first)
    {
        for (var i = 0; i < Gains.Length; i++) _means[i].CopyTo(forecasts[first + i]);
        first += Gains.Length;
        for (var i = 0; i < Trends.Length; i++)
        {
            TMath.MultiplyAdd(_trends[i], _trendSteps[i][horizon], _levels[i], forecasts[first + i]);
            TMath.Max(forecasts[first + i], 0, forecasts[first + i]);
        }
        first += Trends.Length;
        _others[0].CopyTo(forecasts[first]);
        TMath.Multiply(_others[2], _others[3], forecasts[first + 1]);
    }

    // Errors count no more than the usual one.
    private void LearnRobust(ReadOnlySpan<float> x, ReadOnlySpan<float> isOld, ReadOnlySpan<float> share)
    {
        var mean = _others[0];
        var spread = _others[1];
        var gain = _scratch[0];
        var error = _scratch[1];
        var bound = _scratch[3];
        TMath.Subtract(x, mean, error);
        TMath.Multiply(isOld, -Huge, bound);
        TMath.Add(bound, Huge, bound);
        TMath.Add(bound, spread, bound);
        TMath.Abs(error, gain);
        TMath.Multiply(gain, isOld, gain);
        TMath.Subtract(gain, spread, gain);
        TMath.Multiply(gain, SpreadGain, gain);
        TMath.Add(spread, gain, spread);
        TMath.Min(error, bound, error);
        TMath.Multiply(bound, -1, bound);
        TMath.Max(error, bound, error);
        TMath.Max(share, RobustGain, gain);
        TMath.MultiplyAdd(error, gain, mean, mean);
    }

    private void LearnDemand(ReadOnlySpan<float> x, ReadOnlySpan<float> share)
    {
        var often = _others[2];
        var size = _others[3];
        var gain = _scratch[0];
        var isAny = _scratch[3];
        TMath.Multiply(x, Huge, isAny);
        TMath.Min(isAny, 1, isAny);
        TMath.Max(share, DemandGain, gain);
        Smooth(often, isAny, gain);
        TMath.Multiply(gain, isAny, gain);
        Smooth(size, x, gain);
    }

    private void Smooth(Span<float> mean, ReadOnlySpan<float> x, ReadOnlySpan<float> gain)
    {
        var error = _scratch[1];
        TMath.Subtract(x, mean, error);
        TMath.MultiplyAdd(error, gain, mean, mean);
    }

    // The mean of what a trend of 1 adds to the level in the steps of a horizon.
    private static float MeanDamping(double damping, int steps)
    {
        var (sum, added) = (0.0, 0.0);
        for (var step = 1; step <= steps; step++) sum += added += Math.Pow(damping, step);
        return (float)(sum / steps);
    }
}
