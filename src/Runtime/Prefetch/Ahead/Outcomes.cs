namespace ShadowGen.Prefetch;

/// <summary>Counts what became of what was prepared. One thread at a time.</summary>
internal sealed class Outcomes
{
    private readonly long[] _wasted = new long[Enum.GetValues<Waste>().Length];
    private long _started;
    private long _withheld;
    private long _taken;
    private double _savedNs;
    private double _wouldSaveNs;
    private double _wastedCpuNs;
    private double _wastedBytes;

    public void Start() => _started++;

    public void Withhold() => _withheld++;

    public void Take(double savedNs)
    {
        _taken++;
        _savedNs += savedNs;
    }

    public void Drop(Waste how, double cpuNs, double bytes)
    {
        _wasted[(int)how]++;
        _wastedCpuNs += cpuNs;
        _wastedBytes += bytes;
    }

    public void WouldSave(double ns) => _wouldSaveNs += ns;

    public CallAheadStatistics Describe(CallAheadStatistics statistics) => statistics with
    {
        Started = _started,
        Withheld = _withheld,
        Taken = _taken,
        NotReached = _wasted[(int)Waste.NotReached],
        Mismatched = _wasted[(int)Waste.Mismatch],
        Faulted = _wasted[(int)Waste.Fault],
        OtherContext = _wasted[(int)Waste.Context],
        WastedCpuTime = TimeSpan.FromMicroseconds(_wastedCpuNs / 1000),
        WastedBytes = (long)_wastedBytes,
        Saved = TimeSpan.FromMicroseconds(_savedNs / 1000),
        WouldHaveSaved = TimeSpan.FromMicroseconds(_wouldSaveNs / 1000),
    };
}
