namespace ShadowGen.Arrivals;

/// <summary>
/// Learns how often each root is called, from counts in bins of equal length, and foretells the mean rate over each horizon of a plan. A root is a column: a number from 0 on.
/// Memory is bounded by the plan and the number of roots; nothing is allocated but when that grows. Not thread-safe.
/// </summary>
internal sealed class ArrivalModel<TMath>(ArrivalPlan plan)
    where TMath : struct, IColumnMath
{
    private readonly ArrivalLane<TMath>[] _lanes = Array.ConvertAll(plan.Lanes, lane => new ArrivalLane<TMath>(lane, plan.BinSeconds));
    private readonly (int Lane, int Horizon)[] _horizons = [.. plan.Lanes.SelectMany((lane, i) => lane.Horizons.Select((_, h) => (i, h)))];

    public ArrivalPlan Plan => plan;

    public int Roots { get; private set; }

    public int Horizons => _horizons.Length;

    public long MemoryBytes => _lanes.Sum(lane => lane.MemoryBytes);

    /// <summary>Begins to learn of one more root.</summary>
    /// <returns>Its column.</returns>
    public int AddRoot()
    {
        Roots++;
        foreach (var lane in _lanes) lane.Resize(Roots);
        return Roots - 1;
    }

    /// <summary>Forgets all of a root: its column is as new, for another.</summary>
    public void Forget(int root)
    {
        foreach (var lane in _lanes) lane.Forget(root);
    }

    /// <summary>Takes in what arrived in the bin after the last.</summary>
    /// <param name="rates">Calls per second, by root; finite and at least 0.</param>
    public void Add(ReadOnlySpan<float> rates)
    {
        if (Roots == 0) return;
        foreach (var lane in _lanes) lane.Add(rates);
    }

    /// <summary>Lets bins pass of which nothing is known.</summary>
    public void Skip(long bins)
    {
        foreach (var lane in _lanes) lane.Skip(bins);
    }

    /// <summary>What is foretold for a horizon, in calls per second by root; of a root that is too young for its steps, what is foretold for the longest horizon before.</summary>
    /// <param name="horizon">Its place in <see cref="ArrivalPlan.HorizonSeconds"/>.</param>
    /// <param name="row">0: mean, 1: low end, 2: high end of the interval that 90 of 100 such rates lie in.</param>
    /// <param name="rates">Takes one for each root.</param>
    public void Forecast(int horizon, int row, Span<float> rates)
    {
        rates.Clear();
        for (var root = 0; root < rates.Length; root++)
        {
            for (var place = horizon; place >= 0; place--)
            {
                if (!_lanes[_horizons[place].Lane].Knows(root)) continue;
                rates[root] = _lanes[_horizons[place].Lane].Forecast(_horizons[place].Horizon, row)[root];
                break;
            }
        }
    }

    /// <summary>How much forecasts for a horizon are off together, 0 to 1.</summary>
    public double Correlation(int horizon)
    {
        var (lane, place) = _horizons[horizon];
        return _lanes[lane].Correlation(place);
    }
}
