namespace ShadowGen.Prefetch;

/// <summary>What was learned of one call of a plan, and whether it pays to prepare it. Thread-safe.</summary>
internal abstract class CallLearner(string callee, double probability)
{
    /// <summary>Plain calls to be seen before anything is decided.</summary>
    protected const int Enough = 8;

    /// <summary>Below so many nanoseconds nothing is worth it.</summary>
    protected const double LeastGainNs = 20_000;

    /// <summary>What preparing a call costs at least: an object, a delegate, a look at the clock.</summary>
    protected const double OverheadNs = 1_000;

    private Chance _comes = new(probability);
    private int _verdict;
    private long _reached;
    private long _arrived;

    public string Callee { get; } = callee;

    public Verdict Verdict => (Verdict)Volatile.Read(ref _verdict);

    public bool Pays => Verdict == Verdict.Pays;

    /// <summary>How likely the call is made, once the method is at the point where it may be prepared.</summary>
    protected double Probability => _comes.Value;

    protected Lock Sync { get; } = new();

    /// <summary>The method was at the point and has ended, or has come to the call.</summary>
    /// <param name="came">Whether it came to the call.</param>
    /// <param name="weight">How many calls it stands for.</param>
    /// <param name="nowNs">By the control's clock.</param>
    public void Reached(bool came, int weight, long nowNs)
    {
        lock (Sync)
        {
            _comes.Add(came);
            _reached += weight;
            if (came) _arrived += weight;
            Judge(nowNs);
        }
    }

    /// <summary>Looks again, when time has passed or limits have changed.</summary>
    public void Look(long nowNs)
    {
        lock (Sync) Judge(nowNs);
    }

    public CallAheadStatistics Statistics(string method)
    {
        lock (Sync)
        {
            return Describe(new()
            {
                Method = method,
                Callee = Callee,
                IsOn = Pays,
                Probability = Probability,
                Reached = _reached,
                Made = _arrived,
                Reason = Reason(Verdict),
            });
        }
    }

    protected abstract Verdict Decide(long nowNs);

    protected abstract CallAheadStatistics Describe(CallAheadStatistics statistics);

    protected abstract string Reason(Verdict verdict);

    protected void Judge(long nowNs) => Volatile.Write(ref _verdict, (int)Decide(nowNs));
}
