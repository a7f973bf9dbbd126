namespace ShadowGen.Capacity;

/// <summary>
/// A quantile of how much longer than expected work took: a step up for each one that took longer than it, one down for each that did not, in the logarithm, in proportion to how often each is to happen
/// (Robbins and Monro's stochastic approximation, as adaptive conformal inference uses it). Not thread-safe.
/// </summary>
internal struct TailRatio
{
    private const double Quantile = 0.97, Step = 0.15, Most = 3;

    private double _log = 0.4;

    public TailRatio()
    {
    }

    /// <summary>1 or more: shorter than expected is no reason to wait longer.</summary>
    public readonly double Value => Math.Exp(Math.Max(0, _log));

    /// <param name="ratio">Time taken over time expected, above 0.</param>
    public void Learn(double ratio) =>
        _log = Math.Clamp(_log + (Math.Log(ratio) > _log ? Step * Quantile : Step * (Quantile - 1)), -Most, Most);
}
