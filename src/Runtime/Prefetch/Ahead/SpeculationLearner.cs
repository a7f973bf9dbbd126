namespace ShadowGen.Prefetch;

/// <summary>Learns whether it pays to make a call early. Thread-safe.</summary>
internal sealed class SpeculationLearner(string callee, double probability) : CallLearner(callee, probability)
{
    private readonly Outcomes _outcomes = new();
    private Chance _fits = new(1);
    private RunningMean _plainNs;
    private RunningMean _leadNs;
    private RunningMean _overlapNs;
    private RunningMean _startNs;
    private RunningMean _startBytes;
    private Regret _regret;
    private bool _changesContext;

    /// <summary>How likely an early call is in vain.</summary>
    public double ExpectedWaste
    {
        get
        {
            lock (Sync) return 1 - (Probability * _fits.Value);
        }
    }

    /// <summary>The call is made now.</summary>
    /// <param name="leadNs">Since it could have been made.</param>
    /// <param name="unstarted">How many calls it stands for that nothing was started for, though it would have paid; 0 when something was.</param>
    public void Came(long leadNs, int unstarted)
    {
        lock (Sync)
        {
            _leadNs.Add(leadNs);
            if (_plainNs.Count == 0) return;
            var overlap = Math.Min(_plainNs.Value, leadNs);
            _overlapNs.Add(overlap);
            if (unstarted > 0 && Pays) _outcomes.WouldSave(overlap * unstarted);
        }
    }

    /// <summary>A plain call has completed.</summary>
    /// <param name="asyncNs">From its return to its completion: what could have run beside its caller.</param>
    /// <param name="nowNs">By the control's clock.</param>
    public void Plain(double asyncNs, long nowNs)
    {
        lock (Sync)
        {
            _plainNs.Add(asyncNs);
            Judge(nowNs);
        }
    }

    /// <summary>The call was started early.</summary>
    /// <param name="ns">That the caller was held up.</param>
    /// <param name="bytes">That it allocated meanwhile.</param>
    public void Started(double ns, double bytes)
    {
        lock (Sync)
        {
            _startNs.Add(ns);
            _startBytes.Add(bytes);
            _outcomes.Start();
        }
    }

    /// <summary>It would have been started, were there anything left to waste.</summary>
    public void Withheld()
    {
        lock (Sync) _outcomes.Withhold();
    }

    /// <summary>
    /// The result is waited for. That counts as an outcome at once: of many that come together, those that do not fit are known before those that do, and would weigh alone.
    /// </summary>
    /// <returns>What it is expected to save, in nanoseconds.</returns>
    public double Claimed(long nowNs)
    {
        lock (Sync)
        {
            var credit = _overlapNs.Value - OverheadNs;
            _fits.Add(true);
            Weigh(credit, inVain: false, nowNs);
            return credit;
        }
    }

    /// <summary>The result was taken.</summary>
    /// <param name="waitedNs">That the call had to wait for it.</param>
    /// <param name="credit">What <see cref="Claimed"/> returned; null when it was there already.</param>
    /// <param name="nowNs">By the control's clock.</param>
    public void Taken(double waitedNs, double? credit, long nowNs)
    {
        lock (Sync)
        {
            var saved = _plainNs.Value - waitedNs - OverheadNs;
            _outcomes.Take(saved);
            if (credit is { } expected)
            {
                _regret.Correct(saved - expected);
                return;
            }
            _fits.Add(true);
            Weigh(saved, inVain: false, nowNs);
        }
    }

    /// <summary>The result was dropped.</summary>
    /// <param name="how">Why.</param>
    /// <param name="lostNs">That the real call has waited for it in vain.</param>
    /// <param name="credit">What <see cref="Claimed"/> returned; null when it was not waited for.</param>
    /// <param name="nowNs">By the control's clock.</param>
    public (double CpuNs, double Bytes) Wasted(Waste how, double lostNs, double? credit, long nowNs)
    {
        lock (Sync)
        {
            if (how != Waste.NotReached) _fits.Add(false);
            _outcomes.Drop(how, WasteNs, _startBytes.Value);
            Weigh(-WasteNs - lostNs - (credit ?? 0), inVain: true, nowNs);
            return (WasteNs, _startBytes.Value);
        }
    }

    /// <summary>The call sets what flows on from its caller: it must be made where it stands.</summary>
    public void ChangedContext(long nowNs)
    {
        lock (Sync)
        {
            _changesContext = true;
            Judge(nowNs);
        }
    }

    // What runs after the call has returned is not measured; it is taken to need as much again.
    private double WasteNs => (2 * _startNs.Value) + OverheadNs;

    protected override Verdict Decide(long nowNs)
    {
        if (_changesContext) return Verdict.ChangesContext;
        if (_plainNs.Count < Enough) return Verdict.Learning;
        if (_regret.IsPaused(nowNs)) return Verdict.Regretted;
        if (_plainNs.Value < LeastGainNs) return Verdict.CallTooShort;
        if (_overlapNs.Value < LeastGainNs) return Verdict.LeadTooShort;
        return PaysIfUsed(Probability * _fits.Value) ? Verdict.Pays : Verdict.TooUnlikely;
    }

    protected override CallAheadStatistics Describe(CallAheadStatistics statistics) => _outcomes.Describe(statistics) with
    {
        Kind = AheadKind.Speculation,
        Lead = TimeSpan.FromMicroseconds(_leadNs.Value / 1000),
        Duration = TimeSpan.FromMicroseconds(_plainNs.Value / 1000),
    };

    protected override string Reason(Verdict verdict) => FormattableString.Invariant(verdict switch
    {
        Verdict.Pays => (FormattableString)$"used in {100 * Probability * _fits.Value:f0} of 100 cases, it saves {_overlapNs.Value / 1000:f0} us",
        Verdict.Learning => $"{_plainNs.Count} of {Enough} plain calls were seen",
        Verdict.CallTooShort => $"a call takes {_plainNs.Value / 1000:f1} us beside its caller: under {LeastGainNs / 1000:f0} us nothing is won",
        Verdict.LeadTooShort => $"the call is made {_leadNs.Value / 1000:f1} us after it could be: under {LeastGainNs / 1000:f0} us nothing is won",
        Verdict.TooUnlikely => $"used in {100 * Probability * _fits.Value:f0} of 100 cases, it would cost more than the {_overlapNs.Value / 1000:f0} us that it can save",
        Verdict.Regretted => $"it was tried and did not help: left alone for {_regret.PauseNs / 1e9:f0} s",
        _ => $"made early, it changed the execution context of its caller",
    });

    private bool PaysIfUsed(double share) => share * _overlapNs.Value > OverheadNs + ((1 - share) * WasteNs);

    private void Weigh(double wonNs, bool inVain, long nowNs)
    {
        var lost = _regret.Add(wonNs, inVain, nowNs);
        if (!lost && !_regret.IsPaused(nowNs) && PaysIfUsed(Probability) && !PaysIfUsed(Probability * _fits.Value))
        {
            // Whether results fit is seen only where calls are started: it must be tried again.
            _regret.Pause(nowNs);
            lost = true;
        }
        if (lost) _fits = new(1);
        Judge(nowNs);
    }
}
