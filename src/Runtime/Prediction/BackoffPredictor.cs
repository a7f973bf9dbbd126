using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>The predictor: next calls by a table of contexts and by the model of sequences, needs by a process over the frames of the graph. Engine thread only.</summary>
internal sealed class BackoffPredictor : IShadowPredictor
{
    private readonly NextCallModel _next;
    private readonly SequenceLearner _sequences = new();
    private readonly NeedsModel _needs = new();
    private readonly LearnedSequences _learned;
    private ShadowSnapshot _published = ShadowSnapshot.Empty;

    /// <param name="memoryBytes">Bounds the table's learning and its published copy together.</param>
    public BackoffPredictor(int memoryBytes = NextCallModel.DefaultMemoryBytes)
    {
        _next = new(memoryBytes);
        _learned = new(_sequences.Memory, _sequences.Parents);
    }

    public long MemoryBytes => _next.MemoryBytes + _sequences.MemoryBytes + _needs.MemoryBytes;

    public long Learned => _sequences.Learned;

    public PredictionQuality Quality => new()
    {
        Outcomes = _sequences.Quality.Outcomes,
        Bits = _sequences.Quality.Bits,
        Top1 = _sequences.Quality.Top1,
        CalibrationError = _sequences.Quality.CalibrationError,
    };

    public void Attach(GraphModel graph) => _sequences.Attach(graph);

    public void Allow(double ns)
    {
        _sequences.Allowance.IsUnlimited = double.IsPositiveInfinity(ns);
        if (double.IsFinite(ns)) _sequences.Allowance.Fill(ns);
    }

    public bool Learn(ReadOnlySpan<uint> window, long thread, bool continues)
    {
        if (!_sequences.Learn(window, thread, continues)) return false;
        _next.Learn(window);
        _needs.Learn(window);
        return true;
    }

    public void Observe(in CallSample sample)
    {
        _sequences.Observe(sample);
        _needs.Observe(sample);
    }

    public void Forget(int firstSlot, int count)
    {
        _next.Forget(firstSlot, count);
        _sequences.Forget(firstSlot, count);
        _needs.Forget(firstSlot, count);
    }

    public ShadowSnapshot Publish(CallGraph graph)
    {
        var needs = _needs.Publish(graph);
        var next = _next.Publish(graph);
        if (ReferenceEquals(needs, _published.Needs) && ReferenceEquals(next, _published.Next)) return _published;
        return _published = new(graph, needs, next) { Sequences = _learned };
    }
}
