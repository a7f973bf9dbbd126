namespace ShadowGen.Prefetch;

/// <summary>Waits for a plain call, to learn how long it takes.</summary>
internal sealed class PlainWatch(AheadControl control, SpeculationLearner learner, long returnedNs)
{
    public void Completed()
    {
        var now = control.NowNs();
        learner.Plain(now - returnedNs, now);
    }
}
