namespace ShadowGen.Prefetch;

/// <summary>Waits for a call that may have been prefetched for, to learn how long it takes.</summary>
internal sealed class WarmWatch(AheadControl control, WarmLearner learner, WarmPass pass, long begunNs, int weight)
{
    public void Completed()
    {
        var now = control.NowNs();
        learner.Made(pass, now - begunNs, weight, now);
    }
}
