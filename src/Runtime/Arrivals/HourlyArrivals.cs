namespace ShadowGen.Arrivals;

/// <summary>How often roots were called, by hour of the day (UTC): what a later run's forecasts can begin with. Not thread-safe.</summary>
internal sealed class HourlyArrivals
{
    private const int Hours = 24;
    private const int MostRoots = 256;

    /// <summary>Rounds that are further apart than this (the process was suspended) say nothing about a rate.</summary>
    private const double LongestSeconds = 60;

    private readonly Dictionary<int, double[]> _calls = [];
    private readonly double[] _seconds = new double[Hours];
    private int _hour;

    public long MemoryBytes => _calls.Count * 250L;

    /// <summary>Seconds that were counted, by hour.</summary>
    public ReadOnlySpan<double> Seconds => _seconds;

    /// <summary>Calls by hour, of each root.</summary>
    public IReadOnlyDictionary<int, double[]> Calls => _calls;

    /// <summary>Begins a round: what is added to it came since the one before.</summary>
    /// <param name="hour">0 to 23, UTC.</param>
    /// <param name="seconds">Since the round before.</param>
    public void Begin(int hour, double seconds)
    {
        _hour = hour;
        if (seconds is > 0 and <= LongestSeconds) _seconds[hour] += seconds;
    }

    public void Add(int root, double calls)
    {
        if (!_calls.TryGetValue(root, out var hours))
        {
            if (_calls.Count == MostRoots) return;
            _calls.Add(root, hours = new double[Hours]);
        }
        hours[_hour] += calls;
    }
}
