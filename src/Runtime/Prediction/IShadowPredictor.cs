using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Prediction;

/// <summary>
/// The learning side of prediction: what the engine feeds, and what it publishes. Engine thread only; readers see what <see cref="Publish"/> returned.
/// Replace the predictor by another implementation of this.
/// </summary>
internal interface IShadowPredictor
{
    /// <summary>Bytes that learning holds.</summary>
    public long MemoryBytes { get; }

    /// <summary>Tells which share of calls may need more than the high end of an interval, by resource.</summary>
    public void SetUpperTails(ReadOnlySpan<double> shares);

    /// <summary>Calls that the model of sequences has followed.</summary>
    public long Followed { get; }

    /// <summary>Those of them that it has learned from.</summary>
    public long Learned { get; }

    /// <summary>How well it foretold them.</summary>
    public PredictionQuality Quality { get; }

    /// <summary>Whose slots and functions the rest is about. Before anything else, once.</summary>
    public void Attach(GraphModel graph);

    /// <summary>How much CPU time learning from windows may take until this is called again.</summary>
    /// <param name="ns">Nanoseconds; infinite: somebody waits for all that is there to be learned.</param>
    public void Allow(double ns);

    /// <summary>Learns from calls in the order in which one thread made them. A value with the top bit set marks a flow switch.</summary>
    /// <param name="window">Slots and flow switches.</param>
    /// <param name="thread">Identifies the thread; not 0.</param>
    /// <param name="continues">Nothing is missing between the thread's last window and this one.</param>
    public void Learn(ReadOnlySpan<uint> window, long thread, bool continues);

    /// <summary>Learns from one measured call; the graph has already taken it in.</summary>
    public void Observe(in CallSample sample);

    /// <summary>Takes in what earlier runs have learned. Nothing of it is counted as seen, learned or foretold in this one.</summary>
    public void Restore(PredictionPrior prior);

    /// <summary>Goes on with what <see cref="Restore"/> has left to do, for so many nanoseconds.</summary>
    /// <returns>Whether there is more.</returns>
    public bool RestoreMore(double ns);

    /// <summary>Puts what a model keeps, of this process alone, into the model.</summary>
    public void Capture(ModelSource source);

    /// <summary>Forgets slots before they are handed out again.</summary>
    public void Forget(int firstSlot, int count);

    /// <summary>A snapshot of what was learned, over a graph that was just published.</summary>
    public ShadowSnapshot Publish(CallGraph graph);
}
