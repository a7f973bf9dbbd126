namespace ShadowGen.Arrivals;

/// <summary>
/// Levels that stay where they are within the usual noise and follow at once what is far beyond it: a burst, a deployment, an outage. Not thread-safe.
/// </summary>
/// <param name="stepSeconds">Length of a step.</param>
internal sealed class JumpExperts<TMath>(double stepSeconds)
    where TMath : struct, IColumnMath
{
    private static readonly (float LeastGain, float Width)[] Levels = [(0.03f, 9), (0.01f, 30)];

    /// <summary>At the fourth root of this, in standard deviations, times are half disturbed.</summary>
    private const float HalfDisturbed = 16;

    private const float SpreadGain = 0.03f, MostOdds = 6, MostSquared = 1e6f, Tiny = 1e-6f, Tinier = 1e-12f;

    /// <summary>Counts are noisy: a quarter of a Poisson process's variance is the least that is taken for the usual noise.</summary>
    private readonly float _leastSpread = (float)(0.25 / stepSeconds);
    private readonly Columns _levels = new(Levels.Length);
    private readonly Columns _spreads = new(Levels.Length);
    private readonly Columns _disturbance = new(1);
    private readonly Columns _scratch = new(3);

    public static int Count => Levels.Length;

    public long MemoryBytes => _levels.MemoryBytes + _spreads.MemoryBytes + _disturbance.MemoryBytes + _scratch.MemoryBytes;

    /// <summary>How far the level is from where it was for long: 0 within the usual noise, 1 far beyond it.</summary>
    public ReadOnlySpan<float> Disturbance => _disturbance[0];

    public void Resize(int count)
    {
        _levels.Resize(count);
        _spreads.Resize(count);
        _disturbance.Resize(count);
        _scratch.Resize(count);
    }

    public void Forget(int root)
    {
        _levels.Forget(root);
        _spreads.Forget(root);
        _disturbance.Forget(root);
    }

    /// <param name="x">Rates of this step.</param>
    /// <param name="share">1 / (age + 1).</param>
    /// <param name="usual">The level of the last hour or so, in steps of a minute.</param>
    public void Learn(ReadOnlySpan<float> x, ReadOnlySpan<float> share, ReadOnlySpan<float> usual)
    {
        for (var i = 0; i < Levels.Length; i++) Learn(x, share, _levels[i], _spreads[i], Levels[i].LeastGain, Levels[i].Width);
        var squared = _disturbance[0];
        var variance = _scratch[0];
        TMath.Subtract(_levels[0], usual, squared);
        TMath.Multiply(squared, squared, squared);
        TMath.Max(_levels[0], usual, variance);
        VarianceAt(variance, _spreads[0], variance);
        TMath.Divide(squared, variance, squared);
        TMath.Min(squared, MostSquared, squared);
        TMath.Multiply(squared, squared, squared);
        TMath.Add(squared, HalfDisturbed, variance);
        TMath.Divide(squared, variance, squared);
    }

    /// <param name="forecasts">A row for each expert.</param>
    /// <param name="first">The row of the first.</param>
    public void Forecast(Columns forecasts, int first)
    {
        for (var i = 0; i < Levels.Length; i++) _levels[i].CopyTo(forecasts[first + i]);
    }

    // gain = odds / (odds + width), where odds are squared errors in usual variances.
    private void Learn(ReadOnlySpan<float> x, ReadOnlySpan<float> share, Span<float> level, Span<float> spread, float leastGain, float width)
    {
        var error = _scratch[0];
        var odds = _scratch[1];
        var gain = _scratch[2];
        TMath.Subtract(x, level, error);
        TMath.Multiply(error, error, odds);
        TMath.Max(spread, _leastSpread, spread);
        VarianceAt(level, spread, gain);
        TMath.Divide(odds, gain, odds);

        TMath.Min(odds, MostOdds, gain);
        TMath.Multiply(gain, spread, gain);
        TMath.Subtract(gain, spread, gain);
        TMath.Multiply(gain, SpreadGain, gain);
        TMath.Add(spread, gain, spread);

        TMath.Add(odds, width, gain);
        TMath.Divide(odds, gain, gain);
        TMath.Max(gain, leastGain, gain);
        TMath.Max(gain, share, gain);
        TMath.MultiplyAdd(error, gain, level, level);
        TMath.Max(level, 0, level);
    }

    // As of a Poisson process, in proportion to the rate.
    private static void VarianceAt(ReadOnlySpan<float> rate, ReadOnlySpan<float> spread, Span<float> variance)
    {
        TMath.Add(rate, Tiny, variance);
        TMath.Multiply(variance, spread, variance);
        TMath.Add(variance, Tinier, variance);
    }
}
