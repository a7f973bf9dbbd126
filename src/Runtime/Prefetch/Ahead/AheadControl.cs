using ShadowGen.Counters;

namespace ShadowGen.Prefetch;

/// <summary>What all plans have in common: how far they may go, what they may waste, and the clock. One for the process, and one for each test. Thread-safe.</summary>
internal sealed class AheadControl
{
    private readonly Lock _sync = new();
    private readonly List<WeakReference<PlanLearner>> _plans = [];
    private readonly TimeProvider _time;
    private readonly long _begun;
    private readonly double _nsPerTick;
    private int _mode;
    private AheadLimits _limits = AheadLimits.Usual;

    public AheadControl(TimeProvider time, AheadMode mode)
    {
        _time = time;
        _begun = time.GetTimestamp();
        _nsPerTick = 1e9 / time.TimestampFrequency;
        _mode = (int)mode;
    }

    public static AheadControl OfProcess { get; } = new(TimeProvider.System, KillSwitch.On ? AheadMode.Count : AheadMode.Off);

    public AheadMode Mode => (AheadMode)Volatile.Read(ref _mode);

    public AheadLimits Limits => Volatile.Read(ref _limits);

    public WasteBudget Waste { get; } = new();

    public WarmGate Gate { get; } = new();

    /// <summary>Nanoseconds since it was made, by the monotonic clock.</summary>
    public long NowNs() => (long)((_time.GetTimestamp() - _begun) * _nsPerTick);

    /// <summary>Takes effect with the next call that could be prepared.</summary>
    public void Configure(AheadMode mode, AheadLimits limits)
    {
        lock (_sync)
        {
            if (Mode == AheadMode.Off) return;
            Volatile.Write(ref _limits, limits);
            Volatile.Write(ref _mode, (int)mode);
            Waste.Limit(limits);
            Gate.Limit(limits.Parallel);
            foreach (var plan in Living()) plan.Look();
        }
    }

    /// <summary>Plans live as long as the assembly that they are of.</summary>
    public void Add(PlanLearner plan)
    {
        lock (_sync)
        {
            _plans.RemoveAll(static p => !p.TryGetTarget(out _));
            _plans.Add(new(plan));
            plan.Look();
        }
    }

    public List<CallAheadStatistics> Statistics()
    {
        lock (_sync) return Living().ConvertAll(static p => p.Statistics()).SelectMany(static c => c).ToList();
    }

    private List<PlanLearner> Living()
    {
        var living = new List<PlanLearner>(_plans.Count);
        foreach (var plan in _plans) if (plan.TryGetTarget(out var target)) living.Add(target);
        return living;
    }
}
