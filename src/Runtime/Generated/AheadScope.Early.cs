using ShadowGen.Counters;
using ShadowGen.Prefetch;

namespace ShadowGen.Generated;

// Calls that are made early.
public abstract partial class AheadScope
{
    /// <summary>Emitted: evaluates receiver and arguments of a call, keeps them, makes it, and hands what it returns to <see cref="Keep{T}(int, Task{T})"/>. Of a call that is prefetched for, evaluates the arguments and hands the work to <see cref="Warm"/>.</summary>
    /// <param name="number">The call's, in the plan.</param>
    protected abstract void Start(int number);

    /// <summary>The token to start a call with: it is cancelled with the one that the method would give, and when the result is dropped.</summary>
    protected CancellationToken Linked(int call, CancellationToken token)
    {
        ref var early = ref _calls[call];
        early.Token = token;
        early.Linked = token.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(token) : new();
        return early.Linked.Token;
    }

    /// <summary>Takes what an early call has returned.</summary>
    protected void Keep<T>(int call, Task<T>? task)
    {
        _calls[call].Task = task;
        _calls[call].Result = static t => ((Task<T>)t).Result;
    }

    /// <inheritdoc cref="Keep{T}(int, Task{T})"/>
    protected void Keep<T>(int call, ValueTask<T> task) => Keep(call, task.AsTask());

    /// <summary>The real call of a speculation comes: in its shim, first of all. Never throws.</summary>
    /// <returns>The scope, when the call was started early and the arguments are to be compared; then <see cref="Mismatched"/> or <see cref="Take"/> follows.</returns>
    protected static AheadScope? Arrived(AheadPlan plan, int call)
    {
        if (Of(plan) is not { } scope) return null;
        try
        {
            return scope.Come(call) ? scope : null;
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a planned call was made");
            return null;
        }
    }

    /// <summary>The real call has another receiver or other arguments than the early one: that is dropped. Never throws.</summary>
    /// <returns>False.</returns>
    protected bool Mismatched(int call)
    {
        try
        {
            if (_calls[call].TryClaim()) Drop(call, Waste.Mismatch);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "an early call was dropped");
        }
        return false;
    }

    /// <summary>Gives the result of the early call, once. One that is still under way and then fails is replaced by a plain call.</summary>
    /// <param name="call">Its number in the plan.</param>
    /// <param name="state">Receiver and arguments.</param>
    /// <param name="plain">Makes the plain call.</param>
    /// <returns>Null: the plain call has to be made.</returns>
    protected Task<T>? Take<T, TState>(int call, TState state, Func<TState, Task<T>> plain)
    {
        try
        {
            ref var early = ref _calls[call];
            if (!early.TryClaim()) return null;
            if (!IsStill(in early))
            {
                Drop(call, Waste.Context);
                return null;
            }
            if (early.Task is not Task<T> task) return null;
            if (!task.IsCompleted) return AwaitOrCall(call, task, state, plain);
            return IsGood(call, task, waitedNs: 0) ? task : null;
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the result of an early call was taken");
            return null;
        }
    }

    /// <summary>The plain call of a planned site was made, and has returned: in its shim, last of all. Never throws.</summary>
    /// <param name="plan">Of the method in which it stands.</param>
    /// <param name="call">Its number in the plan.</param>
    /// <param name="result">Null: the call is over.</param>
    public static void Made(AheadPlan plan, int call, Task? result)
    {
        if (Of(plan) is not { } scope) return;
        try
        {
            if (plan.Learned[call] is WarmLearner warm) scope.MadeWarm(call, warm, result);
            else if (plan.Learned[call] is SpeculationLearner learner && !scope._hasStarted) scope.MadePlain(learner, result);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a planned call was made");
        }
    }

    /// <inheritdoc cref="Made(AheadPlan, int, Task?)"/>
    public static void Made<T>(AheadPlan plan, int call, ValueTask<T> result)
    {
        if (BackingTask.Of(in result) is { } task) Made(plan, call, task);
        else if (BackingTask.IsCompleted(in result)) Made(plan, call, null);
    }

    /// <inheritdoc cref="Made(AheadPlan, int, Task?)"/>
    public static void Made(AheadPlan plan, int call, ValueTask result)
    {
        if (BackingTask.Of(in result) is { } task) Made(plan, call, task);
        else if (BackingTask.IsCompleted(in result)) Made(plan, call, null);
    }

    private void StartEarly(int call, SpeculationLearner learner)
    {
        if (!AmbientState.IsPlain) return;
        ref var early = ref _calls[call];
        early.Reserved = learner.ExpectedWaste;
        if (!Control.Waste.TryReserve(early.Reserved, Control.NowNs()))
        {
            learner.Withheld();
            return;
        }
        _hasStarted = true;
        var context = ExecutionContext.Capture();
        var begun = Control.NowNs();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        if (!StartWithin(_plan.Calls[call].Slot, call))
        {
            Control.Waste.GiveBack(early.Reserved);
            return;
        }
        learner.Started(Control.NowNs() - begun, GC.GetAllocatedBytesForCurrentThread() - bytes);
        early.Context = context;
        Volatile.Write(ref early.State, EarlyCall.Started);
        if (!ReferenceEquals(ExecutionContext.Capture(), context) || !AmbientState.IsPlain)
        {
            learner.ChangedContext(Control.NowNs());
            if (context is not null) ExecutionContext.Restore(context);
            if (early.TryClaim()) Drop(call, Waste.Context);
        }
        else if (early.Task is null && early.TryClaim())
        {
            Drop(call, Waste.Fault);
        }
    }

    // As a shim does: the call is on the path and in the graph where it is made.
    private bool StartWithin(int slot, int call)
    {
        ShadowFrame frame;
        try
        {
            frame = ShadowCall.EnterAsync(slot);
        }
        catch (Exception)
        {
            return false; // the flow is over its budget: its next call is told so, where the app expects that
        }
        try
        {
            Start(call);
            if (frame.IsMeasured && _calls[call].Task is { } task) ShadowCall.Observe(task);
        }
        catch (Exception)
        {
            // The callee's, or of evaluating its receiver: the real call will throw it, if it comes to that.
            _calls[call].Task = null;
        }
        finally
        {
            frame.Exit();
        }
        return true;
    }

    private bool Come(int call)
    {
        ref var early = ref _calls[call];
        if (early.ReachedNs == 0) return false;
        var isStarted = Volatile.Read(ref early.State) == EarlyCall.Started;
        if (early.CameNs == 0 && _learned[call] is SpeculationLearner learner)
        {
            var now = Control.NowNs();
            early.CameNs = Math.Max(1, now);
            learner.Came(now - early.ReachedNs, Control.Mode == AheadMode.Start ? 0 : _weight);
            learner.Reached(came: true, _weight, now);
            Control.Waste.Earn(_weight);
            _learned.Follow();
        }
        return isStarted;
    }

    private static bool IsStill(in EarlyCall early) =>
        ReferenceEquals(ExecutionContext.Capture(), early.Context) && !early.Token.IsCancellationRequested && AmbientState.IsPlain;

    private bool IsGood(int call, Task task, double waitedNs)
    {
        ref var early = ref _calls[call];
        if (!task.IsCompletedSuccessfully)
        {
            Drop(call, Waste.Fault, waitedNs);
            return false;
        }
        if (_learned[call] is SpeculationLearner learner) learner.Taken(waitedNs, early.Credit, Control.NowNs());
        Control.Waste.GiveBack(early.Reserved);
        early.Linked?.Dispose();
        return true;
    }

    // Whoever awaits it has no synchronization context (AmbientState), so that the plain call need not come back to one.
    private async Task<T> AwaitOrCall<T, TState>(int call, Task<T> early, TState state, Func<TState, Task<T>> plain)
    {
        var begun = Control.NowNs();
        if (_learned[call] is SpeculationLearner learner) _calls[call].Credit = learner.Claimed(begun);
        await ((Task)early).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsGood(call, early, Control.NowNs() - begun)) return await early.ConfigureAwait(false);
        return await plain(state).ConfigureAwait(false);
    }

    private void MadePlain(SpeculationLearner learner, Task? result)
    {
        var now = Control.NowNs();
        if (result is null || result.IsCompleted) learner.Plain(0, now);
        else Completions.Watch(result, static (_, watch) => ((PlainWatch)watch!).Completed(), new PlainWatch(Control, learner, now));
    }

    private void Drop(int call, Waste how, double lostNs = 0)
    {
        ref var early = ref _calls[call];
        if (_learned[call] is SpeculationLearner learner)
        {
            var (cpuNs, bytes) = learner.Wasted(how, lostNs, early.Credit, Control.NowNs());
            Control.Waste.Spend(early.Reserved, cpuNs, bytes);
        }
        Dropped.Take(in early);
        early.Task = null;
        early.Context = null;
    }
}
