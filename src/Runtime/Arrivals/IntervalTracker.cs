namespace ShadowGen.Arrivals;

/// <summary>
/// Both ends of an interval around a forecast, in units of its usual error: each goes out when the rate lay beyond it and in when not, so that in the long run as many lie beyond as
/// should, whatever the rates do (quantile tracking: Angelopoulos, Candès, Tibshirani, "Conformal PID control for time series prediction", 2023). Before errors were seen, they are
/// taken for those of a Poisson process. Not thread-safe.
/// </summary>
/// <param name="horizonSeconds">What rates are averages over.</param>
internal sealed class IntervalTracker<TMath>(double horizonSeconds)
    where TMath : struct, IColumnMath
{
    /// <summary>Mean, low end, high end and unit of a forecast.</summary>
    public const int Rows = 4;

    /// <summary>Which of them is the unit.</summary>
    public const int Unit = 3;

    private const float Tail = 0.05f;
    private const float ErrorGain = 0.02f, FirstGain = 2, FirstEnd = 2;
    private const float Tie = 1e-4f, Tiny = 1e-6f, Huge = 1e30f;

    /// <summary>Mean absolute deviation of a normal distribution of standard deviation 1, at a rate of 1.</summary>
    private readonly float _firstError = (float)(Math.Sqrt(2 / Math.PI) / Math.Sqrt(horizonSeconds));
    private const float LeastGain = 0.2f;
    private readonly Columns _state = new(4);
    private readonly Columns _scratch = new(3);

    public long MemoryBytes => _state.MemoryBytes + _scratch.MemoryBytes;

    public void Resize(int count)
    {
        _state.Resize(count);
        _scratch.Resize(count);
    }

    public void Forget(int root) => _state.Forget(root);

    /// <summary>Fills in low end, high end and unit beside the mean.</summary>
    public void Forecast(Columns forecasts, int first)
    {
        var mean = forecasts[first];
        var low = forecasts[first + 1];
        var high = forecasts[first + 2];
        var unit = forecasts[first + Unit];
        // Where noise is that of a Poisson process, errors grow as the root of the rate.
        TMath.Add(mean, Tiny, unit);
        TMath.Sqrt(unit, unit);
        TMath.Add(_state[3], 1, low);
        high.Fill(_firstError);
        TMath.Divide(high, low, low);
        TMath.Max(low, _state[0], low);
        TMath.Multiply(unit, low, unit);
        TMath.Add(_state[1], FirstEnd, low);
        TMath.Multiply(low, unit, low);
        TMath.Subtract(mean, low, low);
        TMath.Max(low, 0, low);
        TMath.Min(low, mean, low);
        TMath.Add(_state[2], FirstEnd, high);
        TMath.MultiplyAdd(high, unit, mean, high);
        TMath.Max(high, mean, high);
    }

    /// <param name="actual">The rate that came.</param>
    /// <param name="forecasts">What was foretold.</param>
    /// <param name="first">Its first row.</param>
    /// <param name="checks">How many forecasts were checked, with this one.</param>
    /// <param name="isChecked">1; 0 for a root that had no forecast for it.</param>
    public void Learn(ReadOnlySpan<float> actual, Columns forecasts, int first, ReadOnlySpan<float> checks, ReadOnlySpan<float> isChecked)
    {
        var mean = forecasts[first];
        var low = forecasts[first + 1];
        var high = forecasts[first + 2];
        var gain = _scratch[0];
        var beyond = _scratch[1];
        var one = _scratch[2];
        TMath.Max(checks, 1, gain);
        one.Fill(1);
        TMath.Divide(one, gain, gain);
        TMath.Max(gain, ErrorGain, one);
        TMath.Sqrt(gain, gain);
        TMath.Multiply(gain, FirstGain, gain);
        TMath.Max(gain, LeastGain, gain);
        TMath.Multiply(gain, isChecked, gain);

        TMath.Subtract(actual, high, beyond);
        Step(_state[2], beyond, gain);
        TMath.Subtract(low, actual, beyond);
        Step(_state[1], beyond, gain);

        var error = beyond;
        TMath.Subtract(actual, mean, error);
        TMath.Abs(error, error);
        TMath.Add(mean, Tiny, gain);
        TMath.Sqrt(gain, gain);
        TMath.Divide(error, gain, error);
        TMath.Multiply(one, isChecked, one);
        TMath.Subtract(error, _state[0], error);
        TMath.MultiplyAdd(error, one, _state[0], _state[0]);
        checks.CopyTo(_state[3]);
    }

    // An end goes out by 1 - Tail gains or in by Tail gains. It stays within where the interval would be nothing.
    private static void Step(Span<float> end, Span<float> beyond, ReadOnlySpan<float> gain)
    {
        TMath.Multiply(beyond, Huge, beyond);
        TMath.Max(beyond, 0, beyond);
        TMath.Min(beyond, 1, beyond);
        TMath.Add(beyond, -Tail, beyond);
        TMath.MultiplyAdd(beyond, gain, end, end);
        TMath.Max(end, -FirstEnd, end);
    }
}
