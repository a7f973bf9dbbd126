namespace ShadowGen.Costs;

/// <summary>
/// How far all ends of intervals go out while more costs than should have lain outside lately, whoever's they were (adaptive conformal inference with one state for all nodes: Gibbs and
/// Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021; as the P of a PID controller in Angelopoulos, Candès, Tibshirani 2023). It is none otherwise.
/// </summary>
internal readonly struct CommonMargin
{
    private const float NearGain = 20, MostNear = 0.55f;
    private const float FarGain = 30, FarFrom = 0.08f, MostFar = 3;

    private readonly float _near;
    private readonly float _far;

    /// <param name="excess">Share of the last costs beyond either end, less what should be.</param>
    public CommonMargin(float excess) => (_near, _far) = (Math.Clamp(NearGain * excess, 0, MostNear), Math.Clamp(FarGain * (excess - FarFrom), 0, MostFar));

    /// <summary>A high end with its margin. Of low ends, all is to be given and taken with its sign turned.</summary>
    /// <param name="end">Without it.</param>
    /// <param name="unit">Expected error.</param>
    /// <param name="outer">The quantile that the end is at.</param>
    /// <param name="inner">The one with twice as many costs beyond: the same where one cost comes again and again, just beyond which there is nothing to be had.</param>
    /// <param name="limit">How far a small margin takes the end then.</param>
    public float Widen(float end, float unit, float outer, float inner, float limit) =>
        outer - inner > LogCost.Tie
            ? end + ((_near + _far) * unit)
            : Math.Max(end, Math.Min(limit, end + (_near * unit))) + (_far * unit);
}
