namespace ShadowGen.Arrivals;

/// <summary>
/// How much the forecasts of all roots are off together, for one horizon: with errors that have one correlation, the variance of their sum lies by it between the sum of their variances and
/// the square of the sum of their deviations. Not thread-safe.
/// </summary>
internal sealed class CommonError
{
    private const double Gain = 0.01;

    private double _squareOfSum;
    private double _sumOfSquares;
    private double _sumOfUnits;
    private double _squaresOfUnits;
    private int _count;

    /// <summary>0: errors have nothing to do with each other, 1: all roots are off alike.</summary>
    public double Correlation
    {
        get
        {
            // Units are mean errors: brought to the scale of the errors that came.
            var together = _squaresOfUnits > 0 ? _sumOfUnits * _sumOfSquares / _squaresOfUnits : 0;
            return together > _sumOfSquares ? Math.Clamp((_squareOfSum - _sumOfSquares) / (together - _sumOfSquares), 0, 1) : 0;
        }
    }

    /// <param name="actual">What came.</param>
    /// <param name="mean">What was foretold.</param>
    /// <param name="unit">The usual error of that.</param>
    /// <param name="isChecked">0 for a root that had no forecast for it.</param>
    public void Learn(ReadOnlySpan<float> actual, ReadOnlySpan<float> mean, ReadOnlySpan<float> unit, ReadOnlySpan<float> isChecked)
    {
        var sum = 0.0;
        var squares = 0.0;
        var units = 0.0;
        var squaresOfUnits = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (isChecked[i] == 0) continue;
            var error = (double)actual[i] - mean[i];
            sum += error;
            squares += error * error;
            units += unit[i];
            squaresOfUnits += (double)unit[i] * unit[i];
        }
        var gain = Math.Max(Gain, 1.0 / ++_count);
        _squareOfSum += gain * ((sum * sum) - _squareOfSum);
        _sumOfSquares += gain * (squares - _sumOfSquares);
        _sumOfUnits += gain * ((units * units) - _sumOfUnits);
        _squaresOfUnits += gain * (squaresOfUnits - _squaresOfUnits);
        _count = Math.Min(_count, 1 << 20);
    }
}
