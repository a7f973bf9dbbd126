namespace ShadowGen.Arrivals;

/// <summary>
/// One horizon: what the experts foretold for it until it can be checked, and their mixture, which follows what each was worth in calm and in disturbed times. Not thread-safe.
/// </summary>
internal sealed class ExpertMix<TMath>
    where TMath : struct, IColumnMath
{
    /// <summary>The weight of the mixture by losses before there are regrets, and in the first disturbed times.</summary>
    private const float PriorWeight = 0.2f, TrustWeight = 10;

    private readonly int _experts;
    private readonly int _follower;
    private readonly Columns[] _pending;
    private readonly bool[] _isPending;
    private readonly ExpertLosses<TMath> _losses;
    private readonly ExpertRegrets<TMath> _regrets;
    private readonly IntervalTracker<TMath> _interval;
    private readonly CommonError _common = new();
    private readonly Columns _scratch = new(4);

    /// <param name="experts">How many.</param>
    /// <param name="follower">The one that follows a jump at once.</param>
    /// <param name="steps">The horizon.</param>
    /// <param name="stepSeconds">Length of a step.</param>
    public ExpertMix(int experts, int follower, int steps, double stepSeconds)
    {
        _experts = experts;
        _follower = follower;
        Steps = steps;
        _losses = new(experts);
        _regrets = new(experts + 1);
        _interval = new(steps * stepSeconds);
        _isPending = new bool[steps];
        _pending = new Columns[steps];
        for (var i = 0; i < steps; i++) _pending[i] = new(Disturbance + 1);
    }

    public int Steps { get; }

    /// <inheritdoc cref="CommonError.Correlation"/>
    public double Correlation => _common.Correlation;

    public long MemoryBytes => _pending.Sum(p => p.MemoryBytes) + _losses.MemoryBytes + _regrets.MemoryBytes + _interval.MemoryBytes + _scratch.MemoryBytes;

    // Rows of what is pending, behind one for each expert: their mixture by losses, the interval around the forecast, how disturbed the times were.
    private int ByLosses => _experts;

    private int Interval => _experts + 1;

    private int Disturbance => Interval + IntervalTracker<TMath>.Rows;

    public void Resize(int count)
    {
        foreach (var pending in _pending) pending.Resize(count);
        _losses.Resize(count);
        _regrets.Resize(count);
        _interval.Resize(count);
        _scratch.Resize(count);
    }

    public void Forget(int root)
    {
        foreach (var pending in _pending) pending.Forget(root);
        _losses.Forget(root);
        _regrets.Forget(root);
        _interval.Forget(root);
    }

    /// <summary>Steps were missed: what was foretold for them cannot be checked.</summary>
    public void Skip() => Array.Clear(_isPending);

    /// <summary>Where the experts put what they foretell after <paramref name="step"/>.</summary>
    public Columns At(long step) => _pending[(int)(step % Steps)];

    /// <summary>What was mixed after <paramref name="step"/>.</summary>
    /// <param name="step">The last step.</param>
    /// <param name="row">0: mean, 1: low end, 2: high end.</param>
    public Span<float> Forecast(long step, int row) => At(step)[Interval + row];

    /// <summary>Checks what was foretold for the steps that end with this one.</summary>
    /// <param name="step">The step that has ended.</param>
    /// <param name="actual">Mean rates over the horizon.</param>
    /// <param name="age">Steps seen, with this one.</param>
    public void Learn(long step, ReadOnlySpan<float> actual, ReadOnlySpan<float> age)
    {
        if (!_isPending[(int)(step % Steps)]) return;
        var forecasts = At(step);
        // A root's first forecast was made when it was one step old.
        var checks = _scratch[0];
        TMath.Add(age, -Steps, checks);
        TMath.Max(checks, 0, checks);
        var isChecked = _scratch[1];
        TMath.Min(checks, 1, isChecked);
        var disturbed = _scratch[2];
        TMath.Multiply(forecasts[Disturbance], isChecked, disturbed);
        var calm = _scratch[3];
        TMath.Subtract(isChecked, disturbed, calm);

        _losses.Learn(actual, forecasts, calm, disturbed);
        _regrets.Learn(actual, forecasts, forecasts[Interval], forecasts[Interval + IntervalTracker<TMath>.Unit], calm, disturbed);
        _interval.Learn(actual, forecasts, Interval, checks, isChecked);
        _common.Learn(actual, forecasts[Interval], forecasts[Interval + IntervalTracker<TMath>.Unit], isChecked);
    }

    /// <summary>Mixes what the experts have put <see cref="At"/> this step.</summary>
    /// <param name="step">The step that has ended.</param>
    /// <param name="disturbance">How disturbed the times are, 0 to 1.</param>
    public void Mix(long step, ReadOnlySpan<float> disturbance)
    {
        var forecasts = At(step);
        disturbance.CopyTo(forecasts[Disturbance]);
        var sum = _scratch[0];
        sum.Clear();
        var byLosses = forecasts[ByLosses];
        byLosses.Clear();
        _losses.Mix(forecasts, disturbance, byLosses, sum);
        TMath.Divide(byLosses, sum, byLosses);
        // In the first disturbed times, before it has shown who does well in them, whoever follows at once is believed.
        var trust = _scratch[1];
        TMath.Add(_losses.SeenDisturbed, 1, trust);
        TMath.Divide(disturbance, trust, trust);
        TMath.Subtract(forecasts[_follower], byLosses, sum);
        TMath.MultiplyAdd(sum, trust, byLosses, byLosses);

        var mean = forecasts[Interval];
        TMath.Multiply(trust, TrustWeight, sum);
        TMath.Add(sum, PriorWeight, sum);
        TMath.Multiply(byLosses, sum, mean);
        _regrets.Mix(forecasts, disturbance, mean, sum);
        TMath.Divide(mean, sum, mean);

        _interval.Forecast(forecasts, Interval);
        _isPending[(int)(step % Steps)] = true;
    }
}
