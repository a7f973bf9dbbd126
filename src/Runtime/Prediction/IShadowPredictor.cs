using ShadowGen.Counters;

namespace ShadowGen.Prediction;

/// <summary>
/// The learning side of prediction: what the engine feeds, and what it publishes. Engine thread only; readers see what <see cref="Publish"/> returned.
/// Replace the predictor by another implementation of this.
/// </summary>
internal interface IShadowPredictor
{
    /// <summary>Bytes that learning holds.</summary>
    public long MemoryBytes { get; }

    /// <summary>Tells which share of calls may need more than the high end of an interval, by resource. A predictor without intervals has no use for it.</summary>
    public void SetUpperTails(ReadOnlySpan<double> shares)
    {
    }

    /// <summary>Learns from calls in the order in which one thread made them. A value with the top bit set marks a flow switch.</summary>
    public void Learn(ReadOnlySpan<uint> window);

    /// <summary>Learns from one measured call; the graph has already taken it in.</summary>
    public void Observe(in CallSample sample);

    /// <summary>Forgets slots before they are handed out again.</summary>
    public void Forget(int firstSlot, int count);

    /// <summary>A snapshot of what was learned, over a graph that was just published.</summary>
    public ShadowSnapshot Publish(CallGraph graph);
}
