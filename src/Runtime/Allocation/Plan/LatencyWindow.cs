using ShadowGen.Arrivals;
using ShadowGen.Prediction;

namespace ShadowGen.Allocation;

/// <summary>The mean time of roots' calls over the last seconds, from what their profiles have grown by. One thread.</summary>
internal sealed class LatencyWindow
{
    private const double LeastCalls = 20;

    private CallGraph _graph = CallGraph.Empty;
    private double _calls;
    private double _total;

    public TimeSpan Latency { get; private set; }

    public TimeSpan Read(ShadowSnapshot snapshot, ArrivalTable table)
    {
        if (ReferenceEquals(snapshot.Graph, _graph)) return Latency;
        _graph = snapshot.Graph;
        var (calls, total) = (0.0, 0.0);
        for (var root = 0; root < table.Roots; root++)
        {
            var profile = new CallGraphNode(_graph, table.NodeOf(root)).Inclusive(ResourceKind.ElapsedTime);
            if (!profile.IsMeasured) continue;
            calls += profile.Count;
            total += profile.Total;
        }
        if (calls - _calls < LeastCalls && calls >= _calls) return Latency;
        // Roots come and go; totals are estimates: what is less than nothing tells nothing.
        var mean = (total - _total) / (calls - _calls);
        (_calls, _total) = (calls, total);
        if (mean > 0 && double.IsFinite(mean)) Latency = TimeSpan.FromMicroseconds(mean / 1e3);
        return Latency;
    }
}
