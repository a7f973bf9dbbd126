using System.ComponentModel;
using ShadowGen.Counters;
using ShadowGen.Prefetch;

namespace ShadowGen.Generated;

/// <summary>
/// One accompanied call of a planned method: starts calls of its body early, and has their results for them. Emitted code derives a class for each method, which knows how to evaluate receivers and arguments. Nothing that
/// it does can fail the app: where anything is in doubt, the plain call is made.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class AheadScope
{
    private static readonly AsyncLocal<AheadScope?> Ambient = new();

    private readonly AheadPlan _plan;
    private readonly PlanLearner _learned;
    private readonly EarlyCall[] _calls;
    private readonly bool _starts;
    private readonly int _weight;
    private AheadScope? _around;
    private ExecutionContext? _caller;
    private ExecutionContext? _within;
    private bool _hasStarted;
    private int _hasEnded;

    /// <param name="plan">Of the method; its <see cref="AheadPlan.IsWanted"/> has said that a scope is wanted.</param>
    protected AheadScope(AheadPlan plan)
    {
        _plan = plan;
        _learned = plan.Learned;
        _starts = _learned.Begin(out _weight);
        _calls = new EarlyCall[plan.Calls.Length];
    }

    private AheadControl Control => _learned.Control;

    /// <summary>The method is about to be called: becomes the scope of the running flow, and starts what may be started at its entry. Never throws.</summary>
    public void Begin()
    {
        try
        {
            _caller = ExecutionContext.Capture();
            if (_caller is null) return; // the host has suppressed the flow of contexts: nothing would carry the scope into the method
            _around = Ambient.Value;
            Ambient.Value = this;
            _within = ExecutionContext.Capture();
            Reach(0);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a planned call began");
        }
    }

    /// <summary>The method has returned: the caller's context is as it was. What was started in vain is dropped once the method's result is complete. Never throws.</summary>
    /// <param name="result">Null when there is none: the method has ended.</param>
    public void End(Task? result)
    {
        try
        {
            Leave();
            if (result is null || result.IsCompleted) Finish();
            else if (!HasAllCome()) Completions.Watch(result, static (_, scope) => ((AheadScope)scope!).Finish(), this);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a planned call returned");
        }
    }

    /// <inheritdoc cref="End(Task?)"/>
    /// <remarks>Does not consume it. One that is backed by an <c>IValueTaskSource</c> and not complete cannot be watched: its method is left alone from then on.</remarks>
    public void End<T>(ValueTask<T> result)
    {
        if (BackingTask.Of(in result) is { } task) End(task);
        else if (BackingTask.IsCompleted(in result)) End(null);
        else EndUnseen();
    }

    /// <inheritdoc cref="End{T}(ValueTask{T})"/>
    public void End(ValueTask result)
    {
        if (BackingTask.Of(in result) is { } task) End(task);
        else if (BackingTask.IsCompleted(in result)) End(null);
        else EndUnseen();
    }

    /// <summary>The method is at a point past which calls may be started, within the shim of the call that stands there. Never throws.</summary>
    /// <param name="plan">Of the method.</param>
    /// <param name="point">Which: not 0.</param>
    public static void Reached(AheadPlan plan, int point)
    {
        if (Of(plan) is not { } scope) return;
        try
        {
            scope.Reach(point);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "calls were started ahead");
        }
    }

    /// <summary>The scope of the running flow, when it is one of this plan whose method has not ended.</summary>
    public static AheadScope? Of(AheadPlan plan) =>
        Ambient.Value is { } scope && ReferenceEquals(scope._plan, plan) && Volatile.Read(ref scope._hasEnded) == 0 ? scope : null;

    private void EndUnseen()
    {
        _learned.EndsUnseen();
        End(null);
    }

    // As FlowContext.Close: what the method itself changed in its caller's context stays.
    private void Leave()
    {
        if (_caller is null) return;
        if (ReferenceEquals(ExecutionContext.Capture(), _within)) ExecutionContext.Restore(_caller);
        else Ambient.Value = _around;
        _caller = _within = null;
        _around = null;
    }

    private bool HasAllCome()
    {
        for (var call = 0; call < _calls.Length; call++) if (_calls[call].CameNs == 0 || _calls[call].Warm is not null) return false;
        return true;
    }

    private void Finish()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0) return;
        try
        {
            var now = Control.NowNs();
            for (var call = 0; call < _calls.Length; call++)
            {
                ref var early = ref _calls[call];
                if (early.ReachedNs != 0 && early.CameNs == 0) _learned[call].Reached(came: false, _weight, now);
                if (early.TryClaim()) Drop(call, Waste.NotReached);
                if (early.Warm is { Left: > 0 and var left } && _learned[call] is WarmLearner warm) Control.Waste.Spend(1 - left, warm.Unused(left, now), 0);
            }
            _learned.Follow();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a planned call ended");
        }
    }

    private void Reach(int point)
    {
        var now = Control.NowNs();
        var calls = _plan.Calls;
        for (var call = 0; call < calls.Length; call++)
        {
            if (calls[call].Point != point || _calls[call].ReachedNs != 0) continue;
            _calls[call].ReachedNs = Math.Max(1, now);
            if (_learned[call] is WarmLearner warm) BeginWarm(call, warm);
            else if (_starts && _learned[call] is SpeculationLearner { Pays: true } learner) StartEarly(call, learner);
        }
    }
}
