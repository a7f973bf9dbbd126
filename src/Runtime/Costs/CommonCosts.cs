namespace ShadowGen.Costs;

/// <summary>What costs of one resource have in common, whoever's they are: how often they lie outside their intervals, and whether they have changed together. Not thread-safe.</summary>
internal sealed class CommonCosts
{
    /// <param name="learned">Calls since a common change after which a node has learned it by itself; 1 to 64.</param>
    public CommonCosts(int learned) => Shift = new(learned);

    public CommonEnds Lows { get; private set; } = EndsOf(upper: false, IntervalTails.DefaultUpper);

    public CommonEnds Highs { get; private set; } = EndsOf(upper: true, IntervalTails.DefaultUpper);

    public CommonShift Shift { get; }

    public long Bytes => Lows.Bytes + Highs.Bytes + Shift.Bytes;

    /// <summary>How far all ends are to go out.</summary>
    public CommonMargin Margin => new(Lows.Excess + Highs.Excess);

    /// <summary>Sets the share of costs that should lie above. What was learned of the ends begins anew if it was another.</summary>
    public void SetUpperTail(double upperTail)
    {
        if (Highs.Wanted == (float)upperTail) return;
        (Lows, Highs) = (EndsOf(upper: false, upperTail), EndsOf(upper: true, upperTail));
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

    private static CommonEnds EndsOf(bool upper, double upperTail) => new(upper, (float)(upper ? upperTail : IntervalTails.Both - upperTail));
}
