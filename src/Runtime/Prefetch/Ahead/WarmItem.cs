using ShadowGen.Counters;

namespace ShadowGen.Prefetch;

/// <summary>One prefetch, on the pool. Its exceptions are counted and dropped. Holds a place in the gate until it is done.</summary>
internal sealed class WarmItem(AheadControl control, WarmLearner learner, Func<Task?> work)
{
    private int _isDone;

    public bool IsDone => Volatile.Read(ref _isDone) != 0;

    public long BegunNs { get; private set; }

    /// <summary>Within the context of the caller: what the method reads off it is what the call will read.</summary>
    public void Queue() => ThreadPool.QueueUserWorkItem(static item => item.Run(), this, preferLocal: false);

    private void Run()
    {
        try
        {
            BegunNs = control.NowNs();
            var task = work();
            if (task is { IsCompleted: false }) Completions.Watch(task, static (task, item) => ((WarmItem)item!).Done(task), this);
            else Done(task);
        }
        catch (Exception)
        {
            End(failed: true);
        }
    }

    private void Done(Task? task) => End(failed: task?.Exception is not null); // observed

    private void End(bool failed)
    {
        control.Gate.Leave();
        learner.Warmed(control.NowNs() - BegunNs, failed, control.NowNs());
        Volatile.Write(ref _isDone, 1);
    }
}
