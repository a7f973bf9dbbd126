namespace ShadowGen.Arrivals;

/// <summary>Horizons that are foretold from arrivals at one resolution.</summary>
/// <param name="Scale">Bins in a step.</param>
/// <param name="Horizons">How far ahead, in steps, ascending.</param>
/// <param name="Seasons">Periods that are looked for at this resolution.</param>
internal sealed record LanePlan(int Scale, int[] Horizons, Season[] Seasons);

/// <summary>At which resolutions arrivals are learned, and for which horizons: near ones from short steps, far ones from long steps.</summary>
/// <param name="BinSeconds">Length of a bin.</param>
/// <param name="Lanes">Their horizons ascend from lane to lane.</param>
internal sealed record ArrivalPlan(double BinSeconds, LanePlan[] Lanes)
{
    /// <summary>For a running process: bins of a second, horizons from 1 s to 10 min, periods from half a minute to a week.</summary>
    public static ArrivalPlan Seconds { get; } = new(
        1,
        [
            new(1, [1, 2, 5, 10], [new(30, 30), new(60, 60), new(300, 300)]),
            new(5, [6, 12], [new(12, 12), new(60, 60), new(180, 180), new(720, 720)]),
            new(15, [8, 20], [new(60, 60), new(240, 240), new(5760, 288)]),
            new(60, [10], [new(60, 60), new(1440, 288), new(10_080, 672)]),
        ]);

    /// <summary>For series by the minute: horizons of 1 to 10 minutes, periods from an hour to a week.</summary>
    public static ArrivalPlan Minutes { get; } = new(
        60,
        [new(1, [1, 2, 3, 5, 10], [new(60, 60), new(1440, 288), new(1440, 1440), new(10_080, 672)])]);

    /// <summary>All horizons in seconds, ascending.</summary>
    public double[] HorizonSeconds { get; } = [.. Lanes.SelectMany(lane => lane.Horizons.Select(steps => steps * lane.Scale * BinSeconds))];
}
