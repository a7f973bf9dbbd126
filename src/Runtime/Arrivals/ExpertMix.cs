namespace ShadowGen.Arrivals;

/// <summary>
/// One horizon: what the experts foretold for it, how far off each has been lately, and their mixture, weighted by a power of that. Not thread-safe.
/// </summary>
internal sealed class ExpertMix<TMath>
    where TMath : struct, IColumnMath
{
    private const float LeastGain = 0.01f, Tiny = 1e-6f;

    private readonly int _experts;
    private readonly int _steps;
    private readonly Columns[] _pending;
    private readonly Columns _losses;
    private readonly Columns _scratch = new(6);
    private readonly IntervalTracker<TMath> _interval;
    private readonly bool[] _isPending;

    /// <param name="experts">How many.</param>
    /// <param name="steps">The horizon.</param>
    public ExpertMix(int experts, int steps)
    {
        _experts = experts;
        _steps = steps;
        _pending = [.. Enumerable.Range(0, steps).Select(_ => new Columns(experts + IntervalTracker<TMath>.Rows))];
        _isPending = new bool[steps];
        _losses = new(experts);
        _interval = new();
    }

    public int Steps => _steps;

    public long MemoryBytes => _pending.Sum(p => p.MemoryBytes) + _losses.MemoryBytes + _scratch.MemoryBytes + _interval.MemoryBytes;

    public void Resize(int count)
    {
        foreach (var pending in _pending) pending.Resize(count);
        _losses.Resize(count);
        _scratch.Resize(count);
        _interval.Resize(count);
    }

    public void Forget(int root)
    {
        foreach (var pending in _pending) pending.Forget(root);
        _losses.Forget(root);
        _interval.Forget(root);
    }

    /// <summary>Steps were missed: what was foretold for them cannot be checked.</summary>
    public void Skip() => Array.Clear(_isPending);

    /// <summary>Where the experts put what they foretell after <paramref name="step"/>.</summary>
    public Columns At(long step) => _pending[(int)(step % _steps)];

    /// <summary>Mean, low and high as last mixed.</summary>
    /// <param name="step">The last step.</param>
    /// <param name="row">0 to 2.</param>
    public Span<float> Forecast(long step, int row) => At(step)[_experts + row];

    /// <summary>Checks what was foretold for the steps that end with this one.</summary>
    /// <param name="step">The step that has ended.</param>
    /// <param name="actual">Mean rates over the horizon.</param>
    /// <param name="age">Steps seen, with this one.</param>
    public void Learn(long step, ReadOnlySpan<float> actual, ReadOnlySpan<float> age)
    {
        if (!_isPending[(int)(step % _steps)]) return;
        var forecasts = At(step);
        var checks = _scratch[0];
        var gain = _scratch[1];
        var loss = _scratch[2];
        // A forecast was made at age a - steps, if that is at least 1.
        TMath.Add(age, -_steps, checks);
        TMath.Max(checks, 0, checks);
        TMath.Min(checks, 1, gain);
        TMath.Max(checks, 1, loss);
        _scratch[3].Fill(1);
        TMath.Divide(_scratch[3], loss, loss);
        TMath.Max(loss, LeastGain, loss);
        TMath.Multiply(gain, loss, gain);
        for (var i = 0; i < _experts; i++)
        {
            var total = _losses[i];
            TMath.Subtract(actual, forecasts[i], loss);
            TMath.Abs(loss, loss);
            TMath.Subtract(loss, total, loss);
            TMath.MultiplyAdd(loss, gain, total, total);
        }
        _interval.Learn(actual, forecasts, _experts, checks);
    }

    /// <summary>Mixes what the experts have put <see cref="At"/> this step.</summary>
    public void Mix(long step)
    {
        var forecasts = At(step);
        var least = _scratch[0];
        var weight = _scratch[1];
        var sum = _scratch[2];
        _losses[0].CopyTo(least);
        for (var i = 1; i < _experts; i++) TMath.Min(least, _losses[i], least);
        TMath.Add(least, Tiny, least);
        sum.Clear();
        var mean = forecasts[_experts];
        mean.Clear();
        for (var i = 0; i < _experts; i++)
        {
            TMath.Add(_losses[i], Tiny, weight);
            TMath.Divide(least, weight, weight);
            TMath.Multiply(weight, weight, weight);
            TMath.Multiply(weight, weight, weight);
            TMath.Multiply(weight, weight, weight);
            TMath.Add(sum, weight, sum);
            TMath.MultiplyAdd(weight, forecasts[i], mean, mean);
        }
        TMath.Divide(mean, sum, mean);
        _interval.Forecast(forecasts, _experts);
        _isPending[(int)(step % _steps)] = true;
    }
}
