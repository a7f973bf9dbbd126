namespace ShadowGen.Arrivals;

/// <summary>
/// Forecasts from what arrived at the same place of earlier periods: that alone, with what arrives now above it added (for long, for a while, or fading), and in proportion to it.
/// Where less than a period was seen, the level stands in. Not thread-safe.
/// </summary>
internal sealed class SeasonExperts<TMath>(Season season)
    where TMath : struct, IColumnMath
{
    public const int Count = 5;

    private const float LeastProfileGain = 0.25f;
    private const float FastGain = 0.3f, LastGain = 0.7f, Kept = 0.9f, SlowGain = 0.04f;
    private const float MostRatio = 10, Little = 1e-3f;

    private readonly Columns _profile = new(season.Slots);
    private readonly Columns _slot = new(1);
    private readonly Columns _state = new(5);
    private readonly Columns _scratch = new(4);

    public long MemoryBytes => _profile.MemoryBytes + _slot.MemoryBytes + _state.MemoryBytes + _scratch.MemoryBytes;

    public void Resize(int count)
    {
        _profile.Resize(count);
        _slot.Resize(count);
        _state.Resize(count);
        _scratch.Resize(count);
    }

    public void Forget(int root)
    {
        _profile.Forget(root);
        _slot.Forget(root);
        _state.Forget(root);
    }

    /// <param name="x">Rates of this step.</param>
    /// <param name="age">Steps before this one.</param>
    /// <param name="step">Number of this step since the lane began.</param>
    public void Learn(ReadOnlySpan<float> x, ReadOnlySpan<float> age, long step)
    {
        var expected = _scratch[0];
        var error = _scratch[1];
        var seen = _scratch[2];
        expected.Clear();
        AddExpected(step, expected);
        var fast = _state[0];
        var slow = _state[1];
        var meanOfX = _state[2];
        var meanOfProfile = _state[3];
        IsSeen(age, seen);

        TMath.Subtract(x, expected, error);
        Smooth(fast, error, FastGain, seen);
        Smooth(_state[4], error, LastGain, seen);
        Smooth(slow, error, SlowGain, seen);
        Smooth(meanOfX, x, SlowGain, seen);
        Smooth(meanOfProfile, expected, SlowGain, seen);

        var sum = _slot[0];
        TMath.Add(sum, x, sum);
        if ((step + 1) % season.Width != 0) return;
        // By the number of periods seen, so that the first ones weigh alike.
        var gain = _scratch[2];
        TMath.Multiply(age, 1f / season.Period, gain);
        TMath.Floor(gain, gain);
        TMath.Add(gain, 1, gain);
        _scratch[3].Fill(1);
        TMath.Divide(_scratch[3], gain, gain);
        TMath.Max(gain, LeastProfileGain, gain);
        TMath.Multiply(sum, 1f / season.Width, sum);
        var profile = _profile[(int)(step % season.Period) / season.Width];
        TMath.Subtract(sum, profile, sum);
        TMath.MultiplyAdd(sum, gain, profile, profile);
        sum.Clear();
    }

    /// <summary>What is in progress is incomplete: steps were missed.</summary>
    public void Skip() => _slot.Clear();

    /// <summary>Adds the profile at a step, in between the middles of its slots.</summary>
    public void AddExpected(long step, Span<float> sum)
    {
        var place = (int)(step % season.Period);
        if (season.Width == 1)
        {
            TMath.Add(sum, _profile[place], sum);
            return;
        }
        var at = ((place + 0.5f) / season.Width) - 0.5f;
        var left = (int)MathF.Floor(at);
        var share = at - left;
        TMath.MultiplyAdd(_profile[(left + season.Slots) % season.Slots], 1 - share, sum, sum);
        TMath.MultiplyAdd(_profile[(left + 1) % season.Slots], share, sum, sum);
    }

    /// <param name="expected">Mean of the profile over a horizon.</param>
    /// <param name="level">What stands in.</param>
    /// <param name="age">Steps seen.</param>
    /// <param name="steps">The horizon.</param>
    /// <param name="forecasts">A row for each expert.</param>
    /// <param name="first">The row of the first.</param>
    public void Forecast(ReadOnlySpan<float> expected, ReadOnlySpan<float> level, ReadOnlySpan<float> age, int steps, Columns forecasts, int first)
    {
        var seen = _scratch[2];
        var ratio = _scratch[1];
        // Nearly 1 where there is next to nothing to compare.
        TMath.Add(_state[3], Little, ratio);
        TMath.Add(_state[2], Little, seen);
        TMath.Divide(seen, ratio, ratio);
        TMath.Min(ratio, MostRatio, ratio);
        IsSeen(age, seen);

        expected.CopyTo(forecasts[first]);
        TMath.Add(expected, _state[0], forecasts[first + 1]);
        TMath.Add(expected, _state[1], forecasts[first + 2]);
        TMath.Multiply(expected, ratio, forecasts[first + 3]);
        TMath.MultiplyAdd(_state[4], MeanKept(steps), expected, forecasts[first + 4]);
        for (var i = first; i < first + Count; i++)
        {
            var forecast = forecasts[i];
            TMath.Max(forecast, 0, forecast);
            TMath.Subtract(forecast, level, forecast);
            TMath.MultiplyAdd(forecast, seen, level, forecast);
        }
    }

    // What is left of the last deviation, on average over the steps of a horizon.
    private static float MeanKept(int steps) => Kept * (1 - MathF.Pow(Kept, steps)) / ((1 - Kept) * steps);

    // 1 where a whole period was seen, else 0.
    private void IsSeen(ReadOnlySpan<float> age, Span<float> seen)
    {
        TMath.Add(age, 1 - season.Period, seen);
        TMath.Max(seen, 0, seen);
        TMath.Min(seen, 1, seen);
    }

    private void Smooth(Span<float> mean, ReadOnlySpan<float> x, float gain, ReadOnlySpan<float> seen)
    {
        var change = _scratch[3];
        TMath.Subtract(x, mean, change);
        TMath.Multiply(change, seen, change);
        TMath.MultiplyAdd(change, gain, mean, mean);
    }
}
