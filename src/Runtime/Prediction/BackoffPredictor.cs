using ShadowGen.Counters;

namespace ShadowGen.Prediction;

/// <summary>The first predictor: next calls by contexts with back-off, needs by expectation down the graph. Engine thread only.</summary>
/// <param name="memoryBytes">Bounds next-call learning and its published copy together.</param>
internal sealed class BackoffPredictor(int memoryBytes = NextCallModel.DefaultMemoryBytes) : IShadowPredictor
{
    private readonly NextCallModel _next = new(memoryBytes);
    private readonly NeedsModel _needs = new();
    private readonly CostLearner _costs = new();
    private ShadowSnapshot _published = ShadowSnapshot.Empty;

    public long MemoryBytes => _next.MemoryBytes + _needs.MemoryBytes + _costs.MemoryBytes;

    public void Learn(ReadOnlySpan<uint> window) => _next.Learn(window);

    public void SetUpperTails(ReadOnlySpan<double> shares) => _costs.Configure(shares);

    public void Observe(in CallSample sample) => _costs.Observe(sample);

    public void Forget(int firstSlot, int count) => _next.Forget(firstSlot, count);

    public ShadowSnapshot Publish(CallGraph graph)
    {
        var needs = _needs.Publish(graph);
        var next = _next.Publish(graph);
        var intervals = _costs.Publish(graph);
        if (ReferenceEquals(intervals, _published.Intervals) && ReferenceEquals(needs, _published.Needs) && ReferenceEquals(next, _published.Next)) return _published;
        return _published = new(graph, needs, next) { Intervals = intervals };
    }
}
