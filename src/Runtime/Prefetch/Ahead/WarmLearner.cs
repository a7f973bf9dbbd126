namespace ShadowGen.Prefetch;

/// <summary>Learns whether a call gets faster by its prefetch, by leaving some of them out, and how far ahead of a loop the prefetch must run. Thread-safe.</summary>
internal sealed class WarmLearner(string callee, double probability, bool repeats) : CallLearner(callee, probability)
{
    /// <summary>One element in so many, at random, is left cold.</summary>
    public const int ColdOneIn = 16;

    private const int SmallestWindow = 2;
    private const int Trials = 32;
    private const double WorthWhile = 0.05;

    private readonly Outcomes _outcomes = new();
    private RunningMean _coldNs;
    private RunningMean _readyNs;
    private RunningMean _lateNs;
    private RunningMean _warmNs;
    private RunningMean _leadNs;
    private Regret _regret;
    private int _window = SmallestWindow;
    private int _sinceGrown;
    private int _inTime;

    /// <summary>Elements that the prefetch runs ahead of the loop; 1 where there is no loop.</summary>
    public int Window => repeats ? Volatile.Read(ref _window) : 1;

    public bool Repeats => repeats;

    /// <summary>The time from where it could be prefetched to the call.</summary>
    public void Came(long leadNs)
    {
        lock (Sync) _leadNs.Add(leadNs);
    }

    public void Started()
    {
        lock (Sync) _outcomes.Start();
    }

    public void Withheld()
    {
        lock (Sync) _outcomes.Withhold();
    }

    /// <summary>A prefetch is done.</summary>
    public void Warmed(double ns, bool failed, long nowNs)
    {
        lock (Sync)
        {
            _warmNs.Add(ns);
            if (!failed) return;
            _outcomes.Drop(Waste.Fault, ns, 0);
            Weigh(-OverheadNs, inVain: true, nowNs);
        }
    }

    /// <summary>The call comes, so far behind its prefetch. A window that was too short doubles, once for its own length; one that was long enough for long shrinks by one.</summary>
    /// <param name="pass">How it found its prefetch.</param>
    /// <param name="most">The longest window.</param>
    public void Found(WarmPass pass, int most)
    {
        if (pass == WarmPass.Cold || !repeats) return;
        lock (Sync)
        {
            _sinceGrown++;
            if (pass == WarmPass.Late)
            {
                _inTime = 0;
                if (_sinceGrown >= _window) (_window, _sinceGrown) = (Math.Min(most, _window * 2), 0);
            }
            else if (++_inTime >= 8 * _window)
            {
                _inTime = 0;
                if (_window > SmallestWindow) _window--;
            }
            _window = Math.Min(_window, Math.Max(1, most));
        }
    }

    /// <summary>The call is over.</summary>
    /// <param name="pass">How it found its prefetch.</param>
    /// <param name="ns">How long it took.</param>
    /// <param name="weight">How many calls it stands for that nothing was prefetched for.</param>
    /// <param name="nowNs">By the control's clock.</param>
    public void Made(WarmPass pass, double ns, int weight, long nowNs)
    {
        lock (Sync)
        {
            if (pass == WarmPass.Cold)
            {
                _coldNs.Add(ns);
                if (weight > 0 && Pays && _readyNs.Count > 0) _outcomes.WouldSave(weight * Math.Max(0, _coldNs.Value - _readyNs.Value));
                Judge(nowNs);
                return;
            }
            if (pass == WarmPass.Ready) _readyNs.Add(ns);
            else _lateNs.Add(ns);
            var saved = _coldNs.Value - ns;
            _outcomes.Take(saved);
            Weigh(saved - OverheadNs, inVain: false, nowNs);
        }
    }

    /// <summary>The method has ended, and calls have not come.</summary>
    public double Unused(int count, long nowNs)
    {
        lock (Sync)
        {
            for (var i = 0; i < count; i++)
            {
                _outcomes.Drop(Waste.NotReached, _warmNs.Value, 0);
                Weigh(-_warmNs.Value, inVain: true, nowNs);
            }
            return _warmNs.Value;
        }
    }

    protected override Verdict Decide(long nowNs)
    {
        if (_coldNs.Count < Enough) return Verdict.Learning;
        if (_regret.IsPaused(nowNs)) return Verdict.Regretted;
        if (_coldNs.Value < LeastGainNs) return Verdict.CallTooShort;
        if (!repeats && _leadNs.Value < LeastGainNs) return Verdict.LeadTooShort;
        if (_readyNs.Count + _lateNs.Count < Trials) return Verdict.Pays; // on trial
        var saved = Saved;
        return Probability * saved > OverheadNs + ((1 - Probability) * _warmNs.Value) ? Verdict.Pays : Verdict.TooUnlikely;
    }

    protected override CallAheadStatistics Describe(CallAheadStatistics statistics) => _outcomes.Describe(statistics) with
    {
        Kind = AheadKind.Prefetch,
        Lead = TimeSpan.FromMicroseconds(_leadNs.Value / 1000),
        Duration = TimeSpan.FromMicroseconds(_coldNs.Value / 1000),
    };

    protected override string Reason(Verdict verdict) => FormattableString.Invariant(verdict switch
    {
        Verdict.Pays when _readyNs.Count + _lateNs.Count < Trials => (FormattableString)$"on trial: {_readyNs.Count + _lateNs.Count} of {Trials} prefetched calls were seen",
        Verdict.Pays => $"a call takes {_readyNs.Value / 1000:f0} us with it and {_coldNs.Value / 1000:f0} us without, {Window} ahead",
        Verdict.Learning => $"{_coldNs.Count} of {Enough} plain calls were seen",
        Verdict.CallTooShort => $"a call takes {_coldNs.Value / 1000:f1} us: under {LeastGainNs / 1000:f0} us nothing is won",
        Verdict.LeadTooShort => $"the call is made {_leadNs.Value / 1000:f1} us after it could be prefetched: under {LeastGainNs / 1000:f0} us nothing is won",
        Verdict.TooUnlikely => $"a call takes {_readyNs.Value / 1000:f0} us with it and {_coldNs.Value / 1000:f0} us without, and comes in {100 * Probability:f0} of 100 cases",
        _ => $"it was tried and did not help: left alone for {_regret.PauseNs / 1e9:f0} s",
    });

    private double Saved => _coldNs.Value - (_readyNs.Count > 0 ? _readyNs.Value : _lateNs.Value);

    private void Weigh(double wonNs, bool inVain, long nowNs)
    {
        var lost = _regret.Add(wonNs, inVain, nowNs);
        if (!lost && !_regret.IsPaused(nowNs) && _readyNs.Count + _lateNs.Count >= Trials && Saved < WorthWhile * _coldNs.Value)
        {
            _regret.Pause(nowNs);
            lost = true;
        }
        if (lost) (_readyNs, _lateNs) = (default, default); // after the pause it is on trial again
        Judge(nowNs);
    }
}
