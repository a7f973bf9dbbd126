namespace ShadowGen.Allocation;

/// <summary>
/// How much is used for each unit of demand, at most: an envelope that rises at once and falls slowly. What demand is told for is not known to the moment, so use is held
/// against the most of three windows around it. Not thread-safe.
/// </summary>
/// <param name="least">Less demand tells nothing.</param>
/// <param name="most">A ratio above is taken for this.</param>
internal sealed class DemandRatio(double least, double most)
{
    private const double Rise = 0.5;
    private const double Fall = 0.02;

    private double _use;
    private bool _isAtLeast;
    private double _before;
    private double _then;
    private int _windows;

    /// <summary>NaN until it was seen.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Takes in a window.</summary>
    /// <param name="use">What was used in it, at most.</param>
    /// <param name="demand">What was asked for in it.</param>
    /// <param name="isAtLeast">More would have been used, had there been more.</param>
    public void Learn(double use, double demand, bool isAtLeast)
    {
        if (++_windows > 2) Learn(Math.Max(demand, Math.Max(_before, _then)));
        (_use, _isAtLeast) = (use, isAtLeast);
        (_before, _then) = (_then, demand);
    }

    private void Learn(double demand)
    {
        if (!(demand >= least)) return;
        var ratio = Math.Clamp(_use / demand, 0, most);
        // Whoever waits for a unit would take one.
        if (_isAtLeast) ratio = Math.Max(1, ratio);
        if (double.IsNaN(Value)) Value = ratio;
        else if (ratio > Value) Value += Rise * (ratio - Value);
        else if (!_isAtLeast) Value += Fall * (ratio - Value);
    }
}
