namespace ShadowGen.Arrivals;

/// <summary>
/// Weighs experts by a power of their mean absolute errors, recent ones above all (as combinations of forecasts by inverse errors do: Bates, Granger 1969), kept apart for calm and
/// disturbed times. Not thread-safe.
/// </summary>
internal sealed class ExpertLosses<TMath>(int experts)
    where TMath : struct, IColumnMath
{
    /// <summary>Checks after which older ones fade.</summary>
    private const float MostSeen = 300;

    private const float Tiny = 1e-6f;

    // Of calm times, then of disturbed ones.
    private readonly Columns _losses = new(2 * experts);
    private readonly Columns _seen = new(2);
    private readonly Columns _current = new(experts);
    private readonly Columns _scratch = new(4);

    public long MemoryBytes => _losses.MemoryBytes + _seen.MemoryBytes + _current.MemoryBytes + _scratch.MemoryBytes;

    /// <summary>How many checks were of disturbed times.</summary>
    public ReadOnlySpan<float> SeenDisturbed => _seen[1];

    public void Resize(int count)
    {
        _losses.Resize(count);
        _seen.Resize(count);
        _current.Resize(count);
        _scratch.Resize(count);
    }

    public void Forget(int root)
    {
        _losses.Forget(root);
        _seen.Forget(root);
    }

    /// <param name="actual">What came.</param>
    /// <param name="forecasts">A row for each expert.</param>
    /// <param name="calm">How much the forecast was one of calm times; 0 where nothing is checked.</param>
    /// <param name="disturbed">How much it was one of disturbed times.</param>
    public void Learn(ReadOnlySpan<float> actual, Columns forecasts, ReadOnlySpan<float> calm, ReadOnlySpan<float> disturbed)
    {
        var inCalm = _scratch[0];
        var inDisturbed = _scratch[1];
        Gain(_seen[0], calm, inCalm);
        Gain(_seen[1], disturbed, inDisturbed);
        var error = _scratch[2];
        var change = _scratch[3];
        for (var i = 0; i < experts; i++)
        {
            TMath.Subtract(actual, forecasts[i], error);
            TMath.Abs(error, error);
            var loss = _losses[i];
            TMath.Subtract(error, loss, change);
            TMath.MultiplyAdd(change, inCalm, loss, loss);
            loss = _losses[experts + i];
            TMath.Subtract(error, loss, change);
            TMath.MultiplyAdd(change, inDisturbed, loss, loss);
        }
    }

    /// <summary>Adds weighted forecasts and their weights.</summary>
    public void Mix(Columns forecasts, ReadOnlySpan<float> disturbance, Span<float> mean, Span<float> sum)
    {
        var least = _scratch[0];
        for (var i = 0; i < experts; i++)
        {
            var loss = _current[i];
            TMath.Subtract(_losses[experts + i], _losses[i], loss);
            TMath.MultiplyAdd(loss, disturbance, _losses[i], loss);
            TMath.Add(loss, Tiny, loss);
            if (i == 0) loss.CopyTo(least);
            else TMath.Min(least, loss, least);
        }
        var weight = _scratch[1];
        for (var i = 0; i < experts; i++)
        {
            // The eighth power.
            TMath.Divide(least, _current[i], weight);
            TMath.Multiply(weight, weight, weight);
            TMath.Multiply(weight, weight, weight);
            TMath.Multiply(weight, weight, weight);
            TMath.Add(sum, weight, sum);
            TMath.MultiplyAdd(weight, forecasts[i], mean, mean);
        }
    }

    // An equally weighted mean at first: of the first errors in disturbed times, all is learned from.
    private void Gain(Span<float> seen, ReadOnlySpan<float> share, Span<float> gain)
    {
        TMath.Add(seen, share, seen);
        TMath.Min(seen, MostSeen, seen);
        var least = _scratch[2];
        TMath.Max(seen, 1, gain);
        least.Fill(1);
        TMath.Divide(least, gain, gain);
        TMath.Multiply(gain, share, gain);
    }
}
