namespace ShadowGen.Capacity;

/// <summary>
/// Where admitted work spends its time: the processors, or one dependency. It has a number of permits, learned from work that ends: by Little's law the permits in use are the permits done per second times the time that
/// each takes, so the limit is moved until work takes <see cref="Goal"/>, and no further than that. There is nothing to probe: how long work takes alone is what predictions say. Not thread-safe.
/// </summary>
/// <param name="name">Of the dependency; null: the processors.</param>
/// <param name="goal">How long a permit may be held, in nanoseconds.</param>
/// <param name="limit">Permits to begin with.</param>
/// <param name="servers">How many pieces of work are always let in.</param>
internal sealed class Stage(string? name, double goal, double limit, int servers)
{
    private const double Forgetting = 0.8, Gain = 0.12, LargestLimit = int.MaxValue, LeastDone = 4;
    private const double StretchRate = 0.06, LargestStretch = 1e4;

    private double _held, _done, _squares, _count;
    private double _peak;
    private bool _wasLimiting;

    public string? Name => name;

    /// <summary>Permits that may be in use.</summary>
    public double Limit { get; private set; } = limit;

    /// <summary>Permits in use.</summary>
    public long InUse { get; private set; }

    /// <summary>Pieces of work that hold permits.</summary>
    public int Holders { get; private set; }

    /// <summary>How long work takes for each nanosecond that was predicted of it; more than 1 where it shares the stage.</summary>
    public double Stretch { get; private set; } = 1;

    public double Goal => goal;

    /// <summary>Mean time for which a permit is held, in nanoseconds; NaN before any was returned.</summary>
    public double TimeHeld => _done > 0 ? _held / _done : double.NaN;

    /// <summary>Whether work that needs so many permits may begin. One that needs more than there are may when it is alone.</summary>
    public bool HasRoom(int permits) => Holders < servers || InUse + permits <= Limit;

    public void Take(int permits)
    {
        InUse += permits;
        Holders++;
        _peak = Math.Max(_peak, InUse);
    }

    public void Return(int permits)
    {
        InUse -= permits;
        Holders--;
    }

    /// <summary>Work was kept waiting, or refused, for want of permits here.</summary>
    public void WasFull() => _wasLimiting = true;

    /// <summary>What work that has ended tells.</summary>
    /// <param name="cost">What it was expected to take here alone, in nanoseconds.</param>
    /// <param name="time">What it took here, in nanoseconds.</param>
    /// <param name="part">Of all its time, what was expected here: 0 to 1.</param>
    /// <param name="ratio">Time taken over time expected, above 0.</param>
    public void Learn(double cost, double time, double part, double ratio)
    {
        Stretch = Math.Clamp(Stretch * Math.Exp(StretchRate * part * Math.Clamp(Math.Log(ratio), -1, 1)), 1 / LargestStretch, LargestStretch);
        _held += cost * time;
        _done += cost;
        _squares += cost * cost;
        _count++;
    }

    /// <summary>Moves the limit; to be called at equal intervals.</summary>
    /// <param name="permitCost">Nanoseconds that a permit stands for.</param>
    public void Adjust(double permitCost)
    {
        if (_count >= LeastDone)
        {
            var ratio = Math.Clamp(Goal / TimeHeld, 0.25, 4);
            if (ratio < 1) Limit = Math.Min(Limit, Math.Max(_peak, InUse)) * Math.Pow(ratio, Gain);
            else if (_wasLimiting) Limit *= Math.Pow(ratio, Gain);
            Limit = Math.Clamp(Limit, servers * _squares / _done / permitCost, LargestLimit);
        }
        (_held, _done, _squares, _count) = (_held * Forgetting, _done * Forgetting, _squares * Forgetting, _count * Forgetting);
        (_peak, _wasLimiting) = (InUse, false);
    }
}
