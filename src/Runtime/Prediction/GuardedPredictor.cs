using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Prediction;

/// <summary>
/// Keeps faults of a predictor from the engine: what failed is reported and left out, counts and graph go on. A snapshot that could not be made is the last one over the new graph.
/// Engine thread only.
/// </summary>
/// <param name="inner">What may fail.</param>
/// <param name="report">Is told of each fault, and during what it came.</param>
internal sealed class GuardedPredictor(IShadowPredictor inner, Action<Exception, string> report) : IShadowPredictor
{
    private ShadowSnapshot _published = ShadowSnapshot.Empty;

    public long MemoryBytes => inner.MemoryBytes;

    public long Followed => inner.Followed;

    public long Learned => inner.Learned;

    public PredictionQuality Quality => inner.Quality;

    public void Attach(GraphModel graph) => inner.Attach(graph);

    public void SetUpperTails(ReadOnlySpan<double> shares) => inner.SetUpperTails(shares);

    public void Allow(double ns) => inner.Allow(ns);

    public void Learn(ReadOnlySpan<uint> window, long thread, bool continues)
    {
        try
        {
            inner.Learn(window, thread, continues);
        }
        catch (Exception exception)
        {
            report(exception, "the order of calls was learned");
        }
    }

    public void Observe(in CallSample sample)
    {
        try
        {
            inner.Observe(in sample);
        }
        catch (Exception exception)
        {
            report(exception, "a measured call was learned");
        }
    }

    public void Restore(PredictionPrior prior)
    {
        try
        {
            inner.Restore(prior);
        }
        catch (Exception exception)
        {
            report(exception, "what earlier runs learned was taken in");
        }
    }

    public bool RestoreMore(double ns)
    {
        try
        {
            return inner.RestoreMore(ns);
        }
        catch (Exception exception)
        {
            report(exception, "what earlier runs learned was taken in");
            return false;
        }
    }

    public void Capture(ModelSource source)
    {
        try
        {
            inner.Capture(source);
        }
        catch (Exception exception)
        {
            report(exception, "what was learned was put into the model");
        }
    }

    public void Forget(int firstSlot, int count)
    {
        try
        {
            inner.Forget(firstSlot, count);
        }
        catch (Exception exception)
        {
            report(exception, "calls of an unloaded assembly were forgotten");
        }
    }

    public ShadowSnapshot Publish(CallGraph graph)
    {
        try
        {
            _published = inner.Publish(graph);
        }
        catch (Exception exception)
        {
            report(exception, "predictions were published");
            _published = _published with { Graph = graph };
        }
        return _published;
    }
}
