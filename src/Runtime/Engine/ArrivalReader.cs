using ShadowGen.Arrivals;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Engine;

/// <summary>
/// Tells from the exact counts of edges where activity began since the last round. A call begins one when no counted call was under way on its flow: samples tell how
/// often that is so on an edge; before there are some, it is so for callers that are not counted themselves. Engine thread only.
/// </summary>
/// <param name="graph">Whose edges are counted.</param>
/// <param name="time">Tells the hour of the day.</param>
internal sealed class ArrivalReader(GraphModel graph, TimeProvider? time = null)
{
    /// <summary>How many samples the guess is worth that goes without any.</summary>
    private const float GuessWeight = 1;

    /// <summary>Samples after which all of them weigh half: what begins where may change.</summary>
    private const float MostSamples = 1000;

    private const int PriorBins = 30;

    private readonly RootArrivals _roots = new(ArrivalPlan.Seconds);
    private long[] _calls = [];
    private float[] _samples = [];
    private float[] _beginnings = [];
    private long[] _callsOfNode = [];
    private long _lastNs = -1;

    public long MemoryBytes => _roots.MemoryBytes + Hourly.MemoryBytes;

    /// <summary>What a model keeps of arrivals.</summary>
    public HourlyArrivals Hourly { get; } = new();

    public void Observe(in CallSample sample)
    {
        var edge = graph.FindEdge(sample.Slot);
        if (edge < 0) return;
        Grow();
        _samples[edge]++;
        if (sample.ParentSlot == 0) _beginnings[edge]++;
        if (_samples[edge] < MostSamples) return;
        _samples[edge] /= 2;
        _beginnings[edge] /= 2;
    }

    /// <summary>Takes in what was counted since the last round.</summary>
    public void Read(long nowNs)
    {
        Grow();
        Hourly.Begin((time ?? TimeProvider.System).GetUtcNow().Hour, _lastNs < 0 ? 0 : (nowNs - _lastNs) / 1e9);
        _lastNs = nowNs;
        var edges = graph.Edges;
        var calls = graph.EdgeCalls;
        Array.Clear(_callsOfNode);
        for (var edge = 0; edge < calls.Length; edge++) _callsOfNode[edges[edge].Callee] += calls[edge];
        for (var edge = 0; edge < calls.Length; edge++)
        {
            var added = calls[edge] - _calls[edge];
            if (added <= 0) continue;
            _calls[edge] = calls[edge];
            var guess = _callsOfNode[edges[edge].Caller] == 0 ? GuessWeight : 0;
            var share = (_beginnings[edge] + guess) / (_samples[edge] + GuessWeight);
            if (share <= 0) continue;
            _roots.Add(edges[edge].Callee, added * share);
            Hourly.Add(edges[edge].Callee, added * share);
        }
        _roots.EndRound(nowNs);
    }

    public ArrivalTable Publish() => _roots.Publish();

    /// <summary>Begins with rates that earlier runs have seen, as if they had been so for <see cref="PriorBins"/> bins.</summary>
    /// <param name="rates">Calls per second, by index of the function.</param>
    public void Restore(IEnumerable<(int Function, double Rate)> rates) => _roots.Restore(rates, PriorBins);

    private void Grow()
    {
        if (_calls.Length < graph.Edges.Length)
        {
            var size = Math.Max(graph.Edges.Length, 2 * _calls.Length);
            Array.Resize(ref _calls, size);
            Array.Resize(ref _samples, size);
            Array.Resize(ref _beginnings, size);
        }
        if (_callsOfNode.Length < graph.FunctionCount) Array.Resize(ref _callsOfNode, Math.Max(graph.FunctionCount, 2 * _callsOfNode.Length));
    }
}
