using ShadowGen.Counters;

namespace ShadowGen.Allocation;

/// <summary>
/// One look after the other: reads what is expected and in use, plans, and moves each resource towards the plan. Knows no threads and no clock but the one that it is given, so that a test can run days of it in
/// no time. One thread.
/// </summary>
internal sealed class ManagerCore(IDemandReader demandReader, IUsageReader usageReader, TimeProvider time)
{
    /// <summary>After a longer pause than this many intervals, and a second, the process was suspended: what was seen before is no longer so.</summary>
    private const int IntervalsOfGap = 20;
    private const long LeastGapNs = 1_000_000_000;

    private readonly long _begun = time.GetTimestamp();
    private readonly ResourceControl[] _controls = Array.ConvertAll(Enum.GetValues<ManagedResource>(), r => new ResourceControl(r));
    private readonly ActuatorChain?[] _chains = new ActuatorChain?[Enum.GetValues<ManagedResource>().Length];
    private readonly StateLearner _learner = new();
    private readonly GoalWatch _goal = new();
    private readonly Savings _savings = new();
    private ManagedResource? _changedLast;
    private long _lastNs = long.MinValue;
    private long _steps;
    private long _stepsFailed;
    private ResourcePlan _plan = ResourcePlan.Empty;

    public DecisionLog Log { get; } = new(time);

    public ResourcePlan Plan => Volatile.Read(ref _plan);

    public AllocatorState State => _learner.State;

    /// <summary>Taken in with the next look.</summary>
    public ManagerOptions Options { get; set; } = new();

    public ManagerStatistics Statistics => new()
    {
        Steps = Volatile.Read(ref _steps),
        StepsFailed = Volatile.Read(ref _stepsFailed),
        Decisions = Log.Count,
        Applied = Log.CountOf(DecisionOutcome.Applied) + Log.CountOf(DecisionOutcome.AppliedInPart),
        Undone = Log.CountOf(DecisionOutcome.Undone),
        Failed = Log.CountOf(DecisionOutcome.Failed) + Log.CountOf(DecisionOutcome.TimedOut) + Log.CountOf(DecisionOutcome.NotInEffect) + Log.CountOf(DecisionOutcome.UndoFailed),
        WaitingBelowPlan = _savings.Waiting,
        MemoryAbovePlan = _savings.Memory,
        CoresAbovePlan = _savings.Cores,
    };

    /// <param name="actuator">Sets its resource.</param>
    /// <param name="isFirst">It is asked before those that are there already.</param>
    public void Add(GuardedActuator actuator, bool isFirst)
    {
        var chain = _chains[(int)actuator.Resource] ??= new(actuator.Resource, Log);
        if (isFirst) chain.AddFirst(actuator);
        else chain.AddLast(actuator);
    }

    /// <summary>What is in effect of a resource; NaN where that is not known.</summary>
    public double AmountOf(ManagedResource resource) => _controls[(int)resource].Amount;

    /// <summary>Takes one look. Never throws.</summary>
    public void Step(ManagerMode mode)
    {
        try
        {
            Look(mode);
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _stepsFailed, _stepsFailed + 1);
            Faults.Caught(exception, "its manager took a look");
        }
    }

    /// <summary>Sets back everything that was changed.</summary>
    public void UndoAll(string reason)
    {
        var now = NowNs();
        foreach (var chain in _chains)
        {
            if (chain is not { HasChanged: true }) continue;
            var control = _controls[(int)chain.Resource];
            chain.Undo(control.Amount, control.Original, reason, Options.ActuatorTimeout, now);
            control.Set(control.Original, now);
        }
        _changedLast = null;
    }

    private void Look(ManagerMode mode)
    {
        var now = NowNs();
        if (_lastNs != long.MinValue && now <= _lastNs) return; // the clock stands: nothing has happened
        var elapsed = _lastNs == long.MinValue ? 0 : now - _lastNs;
        _lastNs = now;
        _steps++;
        var usage = usageReader.Read();
        var demand = ReadDemand();
        if (elapsed > LeastGapNs + (IntervalsOfGap * Nanoseconds(Options.Interval))) WakeUp(now);
        else _learner.Learn(demand, usage, now);
        var plan = PredictiveResourceAllocator.Plan(demand, usage, _learner.State, Options);
        Volatile.Write(ref _plan, plan);
        foreach (var request in plan.Requests) Follow(request, mode, now);
        _savings.Add(plan, usage, _controls, elapsed);
        Judge(demand, usage, now);
    }

    private ResourceDemand ReadDemand()
    {
        try
        {
            return demandReader.Read();
        }
        catch (Exception exception)
        {
            // Without a forecast there is still what is in use.
            Volatile.Write(ref _stepsFailed, _stepsFailed + 1);
            Faults.Caught(exception, "its manager read what is expected");
            return ResourceDemand.Unknown;
        }
    }

    private void WakeUp(long now)
    {
        _learner.Skip();
        foreach (var control in _controls) control.Set(control.Amount, now);
    }

    private void Follow(in ResourceRequest request, ManagerMode mode, long now)
    {
        if (_chains[(int)request.Resource] is not { } chain) return;
        var control = _controls[(int)request.Resource];
        chain.UndoLateAnswers(control.Original, Options.ActuatorTimeout, now);
        if (double.IsNaN(control.Amount) && !Begin(chain, control, now)) return;
        var from = control.Amount;
        if (control.Consider(request, now, Nanoseconds(Options.MinimumDwell)) is not { } to) return;
        if (mode != ManagerMode.Act)
        {
            Log.Add(request.Resource, "", from, to, double.NaN, DecisionOutcome.Recommended, request.Reason);
            control.Set(to, now);
            return;
        }
        if (chain.Apply(from, to, request.Reason, Options.ActuatorTimeout, now) is not { } inEffect) return;
        control.Set(inEffect, now);
        _changedLast = request.Resource;
    }

    private bool Begin(ActuatorChain chain, ResourceControl control, long now)
    {
        if (chain.Probe(Options.ActuatorTimeout, now) is not { } amount) return false;
        control.Begin(amount);
        if (control.Resource == ManagedResource.PoolThreads) _learner.SetOwnPoolThreads(amount);
        return true;
    }

    private void Judge(ResourceDemand demand, ResourceUsage usage, long now)
    {
        var why = _goal.Look(demand, usage, Options.LatencyTarget, Array.Exists(_chains, static c => c is { HasChanged: true }));
        if (why is null || _changedLast is not { } resource || _chains[(int)resource] is not { HasChanged: true } chain) return;
        var control = _controls[(int)resource];
        var pause = chain.Pause(now);
        chain.Undo(control.Amount, control.Original, FormattableString.Invariant($"{why}; left alone for {pause.TotalSeconds:f0} s"), Options.ActuatorTimeout, now);
        control.Set(control.Original, now);
    }

    private long NowNs() => Nanoseconds(time.GetElapsedTime(_begun));

    private static long Nanoseconds(TimeSpan span) => span.Ticks * 100;
}
