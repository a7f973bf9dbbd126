namespace ShadowGen.Arrivals;

/// <summary>Learns arrivals at one resolution, and foretells them for the horizons of a plan. Not thread-safe.</summary>
internal sealed class ArrivalLane<TMath>
    where TMath : struct, IColumnMath
{
    private readonly LanePlan _plan;
    private readonly LevelExperts<TMath> _levels;
    private readonly JumpExperts<TMath> _jumps;
    private readonly SeasonExperts<TMath>[] _seasons;
    private readonly ExpertMix<TMath>[] _mixes;
    private readonly Columns _history;
    private readonly Columns _expected;
    private readonly Columns _state = new(4);
    private long _bin;
    private long _step;
    private int _bins;
    private int _skipped;
    private long _foretold = -1;

    public ArrivalLane(LanePlan plan, double binSeconds)
    {
        _plan = plan;
        _levels = new(plan.Horizons);
        _jumps = new(plan.Scale * binSeconds);
        _seasons = Array.ConvertAll(plan.Seasons, season => new SeasonExperts<TMath>(season));
        var experts = FirstSeason + (_seasons.Length * SeasonExperts<TMath>.Count);
        _mixes = Array.ConvertAll(plan.Horizons, steps => new ExpertMix<TMath>(experts, LevelExperts<TMath>.Count, steps, plan.Scale * binSeconds));
        _history = new(plan.Horizons[^1]);
        _expected = new(_seasons.Length);
    }

    public long MemoryBytes => _levels.MemoryBytes + _jumps.MemoryBytes + _seasons.Sum(s => s.MemoryBytes) + _mixes.Sum(m => m.MemoryBytes)
        + _history.MemoryBytes + _expected.MemoryBytes + _state.MemoryBytes;

    private static int FirstSeason => LevelExperts<TMath>.Count + JumpExperts<TMath>.Count;

    // Steps seen of each root, and the step in progress.
    private Span<float> Age => _state[0];

    private Span<float> Sum => _state[1];

    public void Resize(int count)
    {
        _levels.Resize(count);
        _jumps.Resize(count);
        foreach (var season in _seasons) season.Resize(count);
        foreach (var mix in _mixes) mix.Resize(count);
        _history.Resize(count);
        _expected.Resize(count);
        _state.Resize(count);
    }

    public void Forget(int root)
    {
        _levels.Forget(root);
        _jumps.Forget(root);
        foreach (var season in _seasons) season.Forget(root);
        foreach (var mix in _mixes) mix.Forget(root);
        _history.Forget(root);
        _state.Forget(root);
    }

    /// <summary>Takes in a bin.</summary>
    /// <param name="rates">Calls per second.</param>
    public void Add(ReadOnlySpan<float> rates)
    {
        TMath.Add(Sum, rates, Sum);
        _bins++;
        _bin++;
        if (_bins < _plan.Scale) return;
        TMath.Multiply(Sum, 1f / (_plan.Scale - _skipped), Sum);
        Step(Sum);
        Sum.Clear();
        _bins = _skipped = 0;
        _step++;
    }

    /// <summary>Lets bins pass of which nothing is known.</summary>
    public void Skip(long bins)
    {
        _bin += bins;
        _step = _bin / _plan.Scale;
        _bins = (int)(_bin % _plan.Scale);
        Sum.Clear();
        _skipped = _bins;
        foreach (var season in _seasons) season.Skip();
        foreach (var mix in _mixes) mix.Skip();
    }

    /// <summary>Whether anything was foretold for a root.</summary>
    public bool Knows(int root) => _foretold >= 0 && Age[root] > 0;

    /// <summary>What is foretold for a horizon, when something is.</summary>
    /// <param name="horizon">Which.</param>
    /// <param name="row">0: mean, 1: low end, 2: high end.</param>
    public ReadOnlySpan<float> Forecast(int horizon, int row) => _mixes[horizon].Forecast(_foretold, row);

    /// <summary>How much forecasts for a horizon are off together, 0 to 1.</summary>
    public double Correlation(int horizon) => _mixes[horizon].Correlation;

    private void Step(ReadOnlySpan<float> x)
    {
        var age = Age;
        var actual = _state[2];
        var share = _state[3];
        x.CopyTo(_history[(int)(_step % _history.Rows)]);
        actual.Fill(1);
        TMath.Add(age, 1, share);
        TMath.Divide(actual, share, share);

        _levels.Learn(x, age, share);
        _jumps.Learn(x, share, _levels.Usual);
        foreach (var season in _seasons) season.Learn(x, age, _step);
        TMath.Add(age, 1, age);

        Check(actual, age);
        Foretell(actual, age);
    }

    // The horizons ascend, so that one pass back over the steps has the means of all.
    private void Check(Span<float> actual, ReadOnlySpan<float> age)
    {
        var mean = _state[3];
        actual.Clear();
        var back = 0;
        foreach (var mix in _mixes)
        {
            for (; back < mix.Steps; back++) TMath.Add(actual, _history[(int)((_step - back + _history.Rows) % _history.Rows)], actual);
            TMath.Multiply(actual, 1f / mix.Steps, mean);
            mix.Learn(_step, mean, age);
        }
    }

    private void Foretell(Span<float> expected, ReadOnlySpan<float> age)
    {
        for (var i = 0; i < _seasons.Length; i++) _expected[i].Clear();
        var ahead = 0;
        for (var h = 0; h < _mixes.Length; h++)
        {
            var mix = _mixes[h];
            var forecasts = mix.At(_step);
            _levels.Forecast(h, forecasts, 0);
            _jumps.Forecast(forecasts, LevelExperts<TMath>.Count);
            var next = ahead;
            for (var i = 0; i < _seasons.Length; i++)
            {
                for (next = ahead; next < mix.Steps; next++) _seasons[i].AddExpected(_step + 1 + next, _expected[i]);
                TMath.Multiply(_expected[i], 1f / mix.Steps, expected);
                _seasons[i].Forecast(expected, _levels.Level, age, mix.Steps, forecasts, FirstSeason + (i * SeasonExperts<TMath>.Count));
            }
            ahead = next;
            mix.Mix(_step, _jumps.Disturbance);
        }
        _foretold = _step;
    }
}
