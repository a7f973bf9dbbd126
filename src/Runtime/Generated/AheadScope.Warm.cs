using ShadowGen.Counters;
using ShadowGen.Prefetch;

namespace ShadowGen.Generated;

// Calls that are prefetched for.
public abstract partial class AheadScope
{
    [ThreadStatic]
    private static WarmItem? _handed;

    /// <summary>Emitted for a call in a loop: evaluates the arguments that it will have for an element, and hands the work to <see cref="Warm"/>.</summary>
    /// <param name="number">The call's, in the plan.</param>
    /// <param name="index">Of the element, from 0.</param>
    /// <returns>False when there is no such element.</returns>
    protected virtual bool StartElement(int number, int index) => false;

    /// <summary>Takes the work of one prefetch, whose arguments are evaluated. It runs on the pool.</summary>
    protected void Warm(int call, Func<Task?> work) => _handed = _learned[call] is WarmLearner learner ? new(Control, learner, work) : null;

    /// <summary>The real call of a prefetch is about to be made: in its shim, before it. Never throws.</summary>
    /// <param name="plan">Of the method in which it stands.</param>
    /// <param name="call">Its number in the plan.</param>
    public static void Passed(AheadPlan plan, int call)
    {
        if (Of(plan) is not { } scope || plan.Learned[call] is not WarmLearner learner) return;
        try
        {
            scope.Pass(call, learner);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a prefetched call was made");
        }
    }

    private void BeginWarm(int call, WarmLearner learner)
    {
        _calls[call].Warm = new(learner.Repeats ? Math.Max(1, Control.Limits.Elements) : 1);
        Run(call, learner);
    }

    private void Pass(int call, WarmLearner learner)
    {
        ref var early = ref _calls[call];
        if (early.Warm is not { } run) return;
        var now = Control.NowNs();
        if (early.CameNs == 0)
        {
            learner.Came(now - early.ReachedNs);
            learner.Reached(came: true, _weight, now);
            _learned.Follow();
        }
        early.Pass = run.Pass() switch { null => WarmPass.Cold, { IsDone: true } => WarmPass.Ready, _ => WarmPass.Late };
        learner.Found(early.Pass, Control.Limits.Elements);
        if (learner.Repeats) Run(call, learner);
        early.CameNs = Math.Max(1, Control.NowNs());
    }

    // On the method's own thread: nobody else may look at its list.
    private void Run(int call, WarmLearner learner)
    {
        if (!_starts || _calls[call].Warm is not { HasEnded: false } run) return;
        while (learner.Pays && run.Next < run.Passed + learner.Window)
        {
            if (learner.Repeats && PlanLearner.IsOneIn(WarmLearner.ColdOneIn))
            {
                run.Add(null);
                continue;
            }
            if (!Control.Gate.TryEnter())
            {
                learner.Withheld();
                return;
            }
            var item = Evaluate(call, run.Next, learner.Repeats);
            if (item is null)
            {
                Control.Gate.Leave();
                run.HasEnded = true;
                return;
            }
            run.Add(item);
            learner.Started();
            item.Queue();
            if (!learner.Repeats) return;
        }
    }

    private WarmItem? Evaluate(int call, int index, bool repeats)
    {
        _handed = null;
        try
        {
            if (!repeats) Start(call);
            else if (!StartElement(call, index)) return null;
            return _handed;
        }
        catch (Exception)
        {
            return null; // of evaluating the arguments: the loop will throw it, if it comes to that
        }
        finally
        {
            _handed = null;
        }
    }

    private void MadeWarm(int call, WarmLearner learner, Task? result)
    {
        ref var early = ref _calls[call];
        if (early.CameNs == 0) return;
        var (pass, weight) = (early.Pass, Control.Mode == AheadMode.Start ? 0 : _weight);
        var watch = new WarmWatch(Control, learner, pass, early.CameNs, weight);
        if (result is null || result.IsCompleted) watch.Completed();
        else Completions.Watch(result, static (_, watch) => ((WarmWatch)watch!).Completed(), watch);
    }
}
