namespace ShadowGen.Costs;

/// <summary>Shares of costs that lie beyond the ends of intervals.</summary>
internal static class IntervalTails
{
    /// <summary>Beyond both ends together.</summary>
    public const double Both = 0.1;

    /// <summary>Above, unless something else is set.</summary>
    public const double DefaultUpper = Both / 2;

    /// <summary>The least that an end may be set to.</summary>
    public const double Least = 0.005;
}
