namespace ShadowGen.Adaptive.Benchmarks.Sizing;

/// <summary>
/// The moving-window rules of Autopilot (Rzadca and others, EuroSys 2020, section 3.2): of CPU the 95th percentile weighted by load, half-life 12 hours; of memory the maximum over a window, half-life 48 hours;
/// 10 % margin; and the most that was recommended over the last hour.
/// </summary>
/// <param name="isMemory">The maximum, not the percentile.</param>
/// <param name="scale">Of half-lives and the hour.</param>
internal sealed class AutopilotSizer(bool isMemory, double scale) : ISizer
{
    private const double Margin = 1.1, Share = 0.95;
    private const int HalfLives = 4;

    private readonly double _halfLife = (isMemory ? 48 : 12) * 60 * scale;
    private readonly List<double> _uses = [];
    private readonly Queue<double> _hour = new();
    private readonly int _hourLength = Math.Max(1, (int)(60 * scale));

    public double Allowed { get; private set; } = double.PositiveInfinity;

    public void Learn(double use)
    {
        _uses.Add(use);
        _hour.Enqueue(Recommended());
        if (_hour.Count > _hourLength) _hour.Dequeue();
        Allowed = _hour.Max();
    }

    private double Recommended()
    {
        var window = _uses.Skip(Math.Max(0, _uses.Count - (int)(HalfLives * _halfLife))).ToArray();
        // The rule is asked each minute and looks back for days: every few minutes are as good, and a hundred times as fast.
        if (_uses.Count > 60 && _uses.Count % 10 != 0 && _hour.Count > 0) return Math.Max(_last, isMemory ? Margin * _uses[^1] : 0);
        if (isMemory) return _last = Margin * window.Max();
        var total = 0.0;
        var weighted = new (double Use, double Weight)[window.Length];
        for (var i = 0; i < window.Length; i++)
        {
            var weight = window[i] * Math.Pow(0.5, (window.Length - 1 - i) / _halfLife);
            weighted[i] = (window[i], weight);
            total += weight;
        }
        Array.Sort(weighted, static (a, b) => a.Use.CompareTo(b.Use));
        var sum = 0.0;
        foreach (var (use, weight) in weighted)
        {
            sum += weight;
            if (sum >= Share * total) return _last = Margin * use;
        }
        return _last = Margin * weighted[^1].Use;
    }

    private double _last;
}
