using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>
/// Tells when what the app is there for has got worse after a change: throttled periods, the collector's pauses, and the time of calls where there is a target. Each is held against what it was at like load
/// without a change, because load itself makes all of them worse. One thread.
/// </summary>
internal sealed class GoalWatch
{
    /// <summary>A single bad look is noise.</summary>
    public const int LooksToUndo = 10;

    private const int Buckets = 32;
    private const int LeastLooks = 20;
    private const double Gain = 0.05;
    private const double LeastShare = 0.05;
    private const double Worse = 1.5;
    private const double LeastLatency = 1.2;

    private readonly Level[] _throttled = new Level[Buckets];
    private readonly Level[] _paused = new Level[Buckets];
    private readonly Level[] _latency = new Level[Buckets];
    private int _bad;

    /// <summary>Takes in one look.</summary>
    /// <param name="demand">Tells the load, and the time of calls.</param>
    /// <param name="usage">Tells throttling and pauses.</param>
    /// <param name="target">The time that calls should take; null where none is set.</param>
    /// <param name="isChanged">Something is set otherwise than it was.</param>
    /// <returns>Why what was changed last should be undone; null when it should not.</returns>
    public string? Look(ResourceDemand demand, ResourceUsage usage, TimeSpan? target, bool isChanged)
    {
        var bucket = Math.Clamp((int)Math.Log2(1 + Math.Max(0, demand.CallsNow)), 0, Buckets - 1);
        var latency = demand.Latency.TotalMilliseconds;
        if (!isChanged)
        {
            _bad = 0;
            _throttled[bucket].Learn(usage.ThrottledShare);
            _paused[bucket].Learn(usage.PauseShare);
            if (latency > 0) _latency[bucket].Learn(latency);
            return null;
        }
        var why = IsWorse(_throttled[bucket], usage.ThrottledShare) ? Share("out of quota in", "of its periods", usage.ThrottledShare, _throttled[bucket])
            : IsWorse(_paused[bucket], usage.PauseShare) ? Share("paused by the collector for", "of the time", usage.PauseShare, _paused[bucket])
            : target is { } most && latency > most.TotalMilliseconds && _latency[bucket].Looks >= LeastLooks && latency > LeastLatency * _latency[bucket].Mean
                ? string.Create(CultureInfo.InvariantCulture, $"calls take {latency:f1} ms, the target is {most.TotalMilliseconds:f1} ms, and at such load they took {_latency[bucket].Mean:f1} ms without it")
            : null;
        _bad = why is null ? 0 : _bad + 1;
        if (_bad < LooksToUndo) return null;
        _bad = 0;
        return why;
    }

    private static bool IsWorse(in Level before, double share) => before.Looks >= LeastLooks && share > before.Mean + LeastShare && share > Worse * before.Mean;

    private static string Share(string what, string of, double now, in Level before) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {100 * now:f0} % {of}, {100 * before.Mean:f0} % at such load without it");

    private struct Level
    {
        public double Mean { get; private set; }

        public int Looks { get; private set; }

        public void Learn(double value)
        {
            Looks++;
            Mean += Math.Max(Gain, 1.0 / Looks) * (value - Mean);
        }
    }
}
