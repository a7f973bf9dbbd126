using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Prediction;

/// <summary>
/// All that learns: the order of calls, as a table that is read in tens of nanoseconds and as the model of sequences; what is still to come in a frame; what a call of a node costs.
/// Engine thread only.
/// </summary>
internal sealed class ShadowPredictor : IShadowPredictor
{
    /// <summary>What the model of sequences may take when somebody waits for it: some hundred thousand calls; with thousands of threads there are more to learn.</summary>
    private const double FlushNs = 200_000_000;

    private readonly NextCallModel _next;
    private readonly SequenceLearner _sequences = new();
    private readonly NeedsModel _needs = new();
    private readonly CostLearner _costs = new();
    private readonly LawLearner _laws = new();
    private readonly WindowSample _windows = new((ulong)Random.Shared.NextInt64());
    private readonly CalleeLearner _callees = new();
    private readonly LearnedSequences _learned;
    private GraphModel? _graph;
    private ShadowSnapshot _published = ShadowSnapshot.Empty;

    /// <param name="tableBytes">Bounds the table's learning and its published copy together.</param>
    public ShadowPredictor(int tableBytes = NextCallModel.DefaultMemoryBytes)
    {
        _next = new(tableBytes);
        _learned = new(_sequences.Memory, _sequences.Parents);
    }

    public long MemoryBytes => _next.MemoryBytes + _sequences.MemoryBytes + _needs.MemoryBytes + _costs.MemoryBytes + _laws.MemoryBytes + _callees.MemoryBytes + _windows.MemoryBytes;

    public long Followed => _sequences.Followed + _sequences.Learned;

    public long Learned => _sequences.Learned;

    public PredictionQuality Quality => new()
    {
        Outcomes = _sequences.Quality.Outcomes,
        Bits = _sequences.Quality.Bits,
        Top1 = _sequences.Quality.Top1,
        CalibrationError = _sequences.Quality.CalibrationError,
        Costs = _published.Intervals.Quality,
    };

    public void Attach(GraphModel graph)
    {
        _graph = graph;
        _sequences.Attach(graph);
        _windows.Attach(graph);
        _callees.Attach(graph);
    }

    public void SetUpperTails(ReadOnlySpan<double> shares) => _costs.Configure(shares);

    public void Allow(double ns)
    {
        if (double.IsFinite(ns)) _sequences.Allowance.Fill(ns);
        else _sequences.Allowance.Grant(FlushNs);
    }

    public void Learn(ReadOnlySpan<uint> window, long thread, bool continues)
    {
        _next.Learn(window);
        _needs.Learn(window);
        _sequences.Learn(window, thread, continues);
        _windows.Take(window);
    }

    public void Restore(PredictionPrior prior)
    {
        foreach (var window in prior.Windows)
        {
            _next.Learn(window);
            _needs.Learn(window);
        }
        _sequences.Restore(prior.Windows);
        foreach (var (function, kind, costs) in prior.Costs) _costs.Restore(function, kind, costs);
        foreach (var law in prior.Laws) _laws.Restore(law.Function, law.Features, law.Arguments, law.Costs, law.IsMeasured);
    }

    public bool RestoreMore(double ns) => _sequences.RestoreMore(ns);

    public void Capture(ModelSource source)
    {
        if (_graph is null) return;
        source.Windows.AddRange(_windows.Capture());
        _laws.Sums.Capture(_graph.Functions, source.Laws);
    }

    public void Observe(in CallSample sample)
    {
        _sequences.Observe(sample);
        _needs.Observe(sample);
        _costs.Observe(sample);
        _laws.Observe(sample);
        _callees.Observe(sample);
    }

    public void Forget(int firstSlot, int count)
    {
        _next.Forget(firstSlot, count);
        _sequences.Forget(firstSlot, count);
        _needs.Forget(firstSlot, count);
        _laws.Forget(firstSlot, count);
        _callees.Forget(firstSlot, count);
    }

    public ShadowSnapshot Publish(CallGraph graph)
    {
        var snapshot = new ShadowSnapshot(graph, _needs.Publish(graph), _next.Publish(graph))
        {
            Intervals = _costs.Publish(graph),
            Laws = _laws.Publish(graph),
            Branches = _callees.Publish(graph),
            Sequences = _learned,
        };
        if (snapshot != _published) _published = snapshot;
        return _published;
    }
}
