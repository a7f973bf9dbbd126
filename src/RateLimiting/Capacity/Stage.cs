namespace ShadowGen.Capacity;

/// <summary>
/// Where admitted work spends its time: the processors, or one dependency. It has a number of permits, learned from work that ends: by Little's law the permits in use are the permits done per second times the time that
/// each takes, so the limit is moved until work takes as long as it may. There is nothing to probe: how long work takes alone is what predictions say, and that a stage is full shows in work taking longer when there is more of it.
/// Not thread-safe.
/// </summary>
/// <param name="tuning">What differs between processors and dependencies.</param>
/// <param name="name">Of the dependency; empty: the processors, or what has no name.</param>
/// <param name="goal">How long a permit may be held, in nanoseconds.</param>
/// <param name="limit">Permits to begin with.</param>
internal sealed class Stage(StageTuning tuning, string name, double goal, double limit)
{
    /// <summary>Permits of a dependency for work that takes as long as is usual there.</summary>
    public const int Usual = 64;

    /// <summary>How far a limit goes at once: the power of the ratio of the time that work may take to the one that it takes; and the factor where it is slow but not full.</summary>
    private const double Gain = 0.12, Growth = 1.05, LargestRatio = 4;

    /// <summary>Of what was learned, what counts on after each adjustment; and how much must have ended for one.</summary>
    private const double Memory = 0.8, PeakMemory = 0.98, LeastDone = 4;

    /// <summary>No limit is less than this many times what each server needs for work of the usual cost, so that none is without work while the next begins.</summary>
    private const double Floor = 1.5;

    /// <summary>Of a dependency the limit is no more than this many times what was in use lately: if it slows down, no more than that is caught in it.</summary>
    private const double Headroom = 2;

    private const double UsualRate = 0.05, LargestLimit = int.MaxValue;

    private Elasticity _elasticity;
    private double _held, _done, _squares, _count;
    private double _taken = 1, _alone = 1;
    private double _peak, _longPeak, _usual;
    private bool _wasLimiting;

    public string Name => name;

    /// <summary>Permits that may be in use.</summary>
    public double Limit { get; private set; } = limit;

    /// <summary>Permits in use.</summary>
    public long InUse { get; private set; }

    /// <summary>Pieces of work that hold permits.</summary>
    public int Holders { get; private set; }

    /// <summary>How many of them are here now: those that also spend time elsewhere count for their share of it.</summary>
    public double Load { get; private set; }

    /// <summary>How long work takes for each nanosecond that was predicted of it; more than 1 where it shares the stage.</summary>
    public double Stretch => _taken / _alone;

    /// <summary>So little is here that a server may have nothing to do.</summary>
    public bool IsFree => Holders < tuning.Servers || Load < tuning.Servers + tuning.Spare;

    /// <summary>Mean time for which a permit is held, in nanoseconds; NaN before any was returned.</summary>
    public double TimeHeld => _done > 0 ? _held / _done : double.NaN;

    /// <summary>Whether work that needs so many permits may begin. One that needs more than there are may when a server has nothing to do.</summary>
    public bool HasRoom(int permits) => IsFree || InUse + permits <= Limit;

    /// <summary>Permits of a dependency for such work.</summary>
    /// <param name="cost">Nanoseconds.</param>
    public double Relative(double cost) => _usual > 0 ? Usual * cost / _usual : Usual;

    /// <param name="permits">Taken.</param>
    /// <param name="part">Of the work's time, what it spends here: above 0, 1 at most.</param>
    /// <param name="cost">What it is expected to take here, in nanoseconds.</param>
    public void Take(int permits, double part, double cost)
    {
        InUse += permits;
        Holders++;
        Load += part;
        _peak = Math.Max(_peak, InUse);
        _usual = _usual > 0 ? _usual + ((cost - _usual) * UsualRate) : cost;
    }

    /// <inheritdoc cref="Take"/>
    public void Return(int permits, double part)
    {
        InUse -= permits;
        Load = --Holders == 0 ? 0 : Load - part;
    }

    /// <summary>Work was kept waiting, or refused, for want of permits here.</summary>
    public void WasFull() => _wasLimiting = true;

    /// <summary>What work that has ended tells.</summary>
    /// <param name="cost">What it was expected to take here alone, in nanoseconds.</param>
    /// <param name="time">What it took here, in nanoseconds.</param>
    /// <param name="permits">That it held here.</param>
    /// <param name="load">Work here when it began, with it.</param>
    /// <param name="isPredicted">Its cost was told; else it was taken from how long such work takes, which says nothing of how busy it is here.</param>
    public void Learn(double cost, double time, int permits, double load, bool isPredicted)
    {
        _elasticity.Learn(load, time / cost);
        if (isPredicted) (_taken, _alone) = ((_taken * tuning.StretchMemory) + time, (_alone * tuning.StretchMemory) + cost);
        _held += permits * time;
        _done += permits;
        _squares += (double)permits * permits;
        _count++;
    }

    /// <summary>Moves the limit, once enough has ended; to be called at equal intervals.</summary>
    public void Adjust()
    {
        if (_count < LeastDone) return;
        var ratio = Math.Clamp(goal / TimeHeld, 1 / LargestRatio, LargestRatio);
        if (ratio < 1 && _elasticity.Value > tuning.FullElasticity) Limit = Math.Min(Limit, Math.Max(_peak, InUse)) * Math.Pow(ratio, Gain);
        else if (_wasLimiting) Limit *= ratio < 1 ? Growth : Math.Pow(ratio, Gain);

        _longPeak = Math.Max(_longPeak * PeakMemory, _peak);
        if (tuning.IsCapped) Limit = Math.Min(Limit, Math.Max(_longPeak, Headroom * Usual) * Headroom);
        Limit = Math.Clamp(Limit, tuning.Servers * Floor * _squares / _done, LargestLimit);

        _elasticity.Forget(tuning.ElasticityMemory);
        (_held, _done, _squares, _count) = (_held * Memory, _done * Memory, _squares * Memory, _count * Memory);
        (_peak, _wasLimiting) = (InUse, false);
    }
}
