namespace ShadowGen.Arrivals;

/// <summary>
/// Weighs experts by how much the mixture would have gained from each of them, along the gradient of its own loss: so it finds the best mixture, where weights by losses find the best expert
/// (polynomially weighted averages with several learning rates: Gaillard, Stoltz, van Erven 2014). The loss is Huber's; regrets fade; they are kept apart for calm and disturbed times.
/// Not thread-safe.
/// </summary>
internal sealed class ExpertRegrets<TMath>(int experts)
    where TMath : struct, IColumnMath
{
    private const float Fading = 0.0005f;
    private const float SteepestSlope = 1, MostDifference = 30;
    private const float Tiny = 1e-6f;

    // Of calm times, then of disturbed ones.
    private readonly Columns _regrets = new(2 * experts);
    private readonly Columns _squares = new(2 * experts);
    private readonly Columns _scratch = new(5);

    public long MemoryBytes => _regrets.MemoryBytes + _squares.MemoryBytes + _scratch.MemoryBytes;

    public void Resize(int count)
    {
        _regrets.Resize(count);
        _squares.Resize(count);
        _scratch.Resize(count);
    }

    public void Forget(int root)
    {
        _regrets.Forget(root);
        _squares.Forget(root);
    }

    /// <param name="actual">What came.</param>
    /// <param name="forecasts">A row for each expert.</param>
    /// <param name="mean">What the mixture was.</param>
    /// <param name="unit">Its usual error.</param>
    /// <param name="calm">How much the forecast was one of calm times; 0 where nothing is checked.</param>
    /// <param name="disturbed">How much it was one of disturbed times.</param>
    public void Learn(
        ReadOnlySpan<float> actual, Columns forecasts, ReadOnlySpan<float> mean, ReadOnlySpan<float> unit, ReadOnlySpan<float> calm, ReadOnlySpan<float> disturbed)
    {
        var perUnit = _scratch[0];
        var slope = _scratch[1];
        var regret = _scratch[2];
        var square = _scratch[3];
        TMath.Add(unit, Tiny, perUnit);
        slope.Fill(1);
        TMath.Divide(slope, perUnit, perUnit);
        TMath.Subtract(mean, actual, slope);
        TMath.Multiply(slope, perUnit, slope);
        TMath.Max(slope, -SteepestSlope, slope);
        TMath.Min(slope, SteepestSlope, slope);
        for (var i = 0; i < experts; i++)
        {
            TMath.Subtract(mean, forecasts[i], regret);
            TMath.Multiply(regret, perUnit, regret);
            TMath.Max(regret, -MostDifference, regret);
            TMath.Min(regret, MostDifference, regret);
            TMath.Multiply(regret, slope, regret);
            TMath.Multiply(regret, regret, square);
            Add(_regrets[i], regret, calm);
            Add(_squares[i], square, calm);
            Add(_regrets[experts + i], regret, disturbed);
            Add(_squares[experts + i], square, disturbed);
        }
    }

    /// <summary>Adds weighted forecasts and their weights.</summary>
    public void Mix(Columns forecasts, ReadOnlySpan<float> disturbance, Span<float> mean, Span<float> sum)
    {
        var weight = _scratch[0];
        var square = _scratch[1];
        for (var i = 0; i < experts; i++)
        {
            TMath.Subtract(_regrets[experts + i], _regrets[i], weight);
            TMath.MultiplyAdd(weight, disturbance, _regrets[i], weight);
            TMath.Max(weight, 0, weight);
            TMath.Subtract(_squares[experts + i], _squares[i], square);
            TMath.MultiplyAdd(square, disturbance, _squares[i], square);
            TMath.Add(square, 1, square);
            TMath.Divide(weight, square, weight);
            TMath.Add(sum, weight, sum);
            TMath.MultiplyAdd(weight, forecasts[i], mean, mean);
        }
    }

    // total += share * (value - Fading * total)
    private void Add(Span<float> total, ReadOnlySpan<float> value, ReadOnlySpan<float> share)
    {
        var change = _scratch[4];
        TMath.MultiplyAdd(total, -Fading, value, change);
        TMath.MultiplyAdd(change, share, total, total);
    }
}
