namespace ShadowGen.Prefetch;

/// <summary>
/// How likely something is: the posterior mean of a Beta distribution whose prior weighs as much as <see cref="PriorWeight"/> observations, over counts that forget exponentially
/// (as of the last 256 or so). One thread at a time.
/// </summary>
/// <param name="prior">0 to 1.</param>
internal struct Chance(double prior)
{
    private const double PriorWeight = 4;
    private const double Kept = 1 - (1.0 / 256);

    private readonly double _prior = Math.Clamp(double.IsNaN(prior) ? 0.5 : prior, 0, 1);
    private double _seen;
    private double _happened;

    public readonly double Value => ((_prior * PriorWeight) + _happened) / (PriorWeight + _seen);

    public void Add(bool happened)
    {
        _seen = (_seen * Kept) + 1;
        _happened = (_happened * Kept) + (happened ? 1 : 0);
    }
}
