namespace ShadowGen.Costs;

/// <summary>What costs of one resource have in common, whoever's they are: how often they lie outside their intervals, and whether they have changed together. Not thread-safe.</summary>
internal sealed class CommonCosts
{
    /// <param name="upperTail">Share of costs that should lie above their interval.</param>
    public CommonCosts(double upperTail = IntervalTails.DefaultUpper)
    {
        Lows = new(upper: false, (float)(IntervalTails.Both - upperTail));
        Highs = new(upper: true, (float)upperTail);
    }

    public CommonEnds Lows { get; private set; }

    public CommonEnds Highs { get; private set; }

    public CommonShift Shift { get; } = new();

    /// <summary>How far all ends are to go out.</summary>
    public CommonMargin Margin => new(Lows.Excess + Highs.Excess);

    /// <summary>Sets the share of costs that should lie above. What was learned of the ends begins anew if it was another.</summary>
    public void SetUpperTail(double upperTail)
    {
        if (Highs.Wanted == (float)upperTail) return;
        var anew = new CommonCosts(upperTail);
        (Lows, Highs) = (anew.Lows, anew.Highs);
    }

    /// <summary>Takes in what was foretold of a cost, and what came.</summary>
    /// <param name="forecast">Of a node.</param>
    /// <param name="error">Expected of the median.</param>
    /// <param name="count">How many costs the node had.</param>
    /// <param name="cost">On the log scale.</param>
    public void Learn(in CostInterval forecast, float error, int count, float cost)
    {
        Lows.Learn(forecast, error, count, cost);
        Highs.Learn(forecast, error, count, cost);
    }
}
