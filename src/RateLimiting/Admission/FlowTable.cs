using ShadowGen.Capacity;

namespace ShadowGen.Admission;

/// <summary>
/// The flows between which a full capacity is shared: one for each priority, dependency and order of magnitude of costs, so that light work has a share that heavy work cannot take. Not thread-safe.
/// </summary>
internal sealed class FlowTable
{
    private const double BandWidth = 2; // octaves

    private static readonly double[] Weights = [4, 1, 16];

    private readonly Dictionary<(Stage?, AdmissionPriority, int), WaitingFlow> _flows = [];
    private readonly List<WaitingFlow> _all = [];

    /// <summary>Of what began last.</summary>
    public double VirtualTime { get; private set; }

    public int Waiting { get; private set; }

    public IReadOnlyList<WaitingFlow> All => _all;

    public WaitingFlow For(in Work work)
    {
        var key = (work.Dependency, work.Priority, (int)Math.Floor(Math.Log2(work.Whole) / BandWidth));
        if (_flows.TryGetValue(key, out var flow)) return flow;
        _flows[key] = flow = new(work.Dependency, Weights[(int)work.Priority]);
        _all.Add(flow);
        return flow;
    }

    public void Add(WaitingFlow flow, Waiter waiter)
    {
        flow.Add(waiter, VirtualTime);
        Waiting++;
    }

    public void Remove(Waiter waiter)
    {
        waiter.Flow!.Remove(waiter);
        Waiting--;
    }

    public void Serve(WaitingFlow flow, double cost) => VirtualTime = flow.Serve(cost, VirtualTime);

    /// <summary>The flow whose turn it is; null: none whose dependency has room. What is asked of the dependency is its next work's permits.</summary>
    public WaitingFlow? Next(double now, Stage processors, double permitCost)
    {
        WaitingFlow? next = null;
        foreach (var flow in _all)
        {
            if (flow.Count == 0 || (next is not null && flow.Start >= next.Start)) continue;
            if (flow.Dependency is { } dependency && !dependency.HasRoom(Charge.Of(flow.Next(now).Work, processors, permitCost).Dependency))
            {
                dependency.WasFull();
                continue;
            }
            next = flow;
        }
        return next;
    }

    /// <summary>The flow with the most waiting for its share.</summary>
    public WaitingFlow? Longest()
    {
        WaitingFlow? longest = null;
        foreach (var flow in _all)
        {
            if (flow.Count > 0 && (longest is null || flow.Backlog / flow.Weight > longest.Backlog / longest.Weight)) longest = flow;
        }
        return longest;
    }
}
