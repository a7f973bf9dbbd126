using System.Globalization;

namespace ShadowGen;

/// <summary>
/// Turns what is expected and what is in use into a plan. A pure function of its arguments: any thread. It says what would be enough; how fast a resource follows is the manager's to decide.
/// </summary>
public static class PredictiveResourceAllocator
{
    /// <summary>The least that the collector is left above what is live.</summary>
    internal const double HeapMargin = 1.5;

    /// <summary>Nothing is planned for more than so many times what was ever seen to be enough: a forecast may be wrong.</summary>
    internal const double Disbelief = 8;

    private const double LeastUnderway = 0.5;
    private const double ThrottledGrowth = 1.5;
    private const double Throttled = 0.05;
    private const double IdleShare = 0.05;
    private const double HeapGrowth = 1.3;

    /// <summary>Ahead of this growth of arrivals the collector is asked to avoid long pauses.</summary>
    private const double BurstGrowth = 3;

    /// <summary>What would be enough over the next seconds.</summary>
    /// <param name="demand">What is expected.</param>
    /// <param name="usage">What is in use.</param>
    /// <param name="state">How the one becomes the other.</param>
    /// <param name="options">What may be set, within which bounds.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ResourcePlan Plan(ResourceDemand demand, ResourceUsage usage, AllocatorState state, ManagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        var requests = new List<ResourceRequest>(9);
        Add(PoolThreads(demand, state), Math.Max(1, state.OwnPoolThreads), ManagedResource.PoolThreads);
        Add(Parallelism(demand, usage, state), 1, ManagedResource.Parallelism);
        Add(CollectorLatency(demand), 0, ManagedResource.CollectorLatency);
        Add(IdleCollection(demand, usage), 0, ManagedResource.IdleCollection);
        Add(HeapLimit(usage, state), HeapMargin * Math.Max(usage.LiveBytes, usage.HeapBytes), ManagedResource.HeapLimit);
        Add(CpuQuota(demand, usage, state, 1 + options.CpuHeadroom), usage.Cores, ManagedResource.CpuQuota);
        Add(MemoryLimit(usage, state, 1 + options.MemoryHeadroom), (1 + options.MemoryHeadroom) * usage.MemoryBytes, ManagedResource.MemoryLimit);
        Add(NetworkRate(demand, usage, state, 1 + options.CpuHeadroom), 1, ManagedResource.NetworkRate);
        Add(Affinity(demand, usage), 1, ManagedResource.Affinity);
        return new([.. requests]);

        void Add((double Amount, string Reason) need, double inUse, ManagedResource resource)
        {
            if (options.BoundsOf(resource) is not { } bounds || double.IsNaN(need.Amount)) return;
            var least = Math.Max(bounds.Least, inUse);
            var allowed = new ResourceBounds(least, Math.Max(bounds.Most, inUse));
            requests.Add(new(resource, allowed.Clamp(need.Amount), allowed.Least, allowed.Most, need.Reason));
        }
    }

    // Calls come at random: of a Poisson number under way, two deviations above the mean are seldom passed.
    private static (double, string) PoolThreads(ResourceDemand demand, AllocatorState state)
    {
        if (!demand.IsKnown) return (state.OwnPoolThreads, "nothing is known of what will come: the app's own minimum");
        if (double.IsNaN(state.ThreadsPerCall) || demand.UnderwayAhead < LeastUnderway) return (state.OwnPoolThreads, "few calls will be under way: the app's own minimum");
        var threads = state.ThreadsPerCall * demand.UnderwayAhead;
        return (Math.Ceiling(threads + (2 * Math.Sqrt(threads))), Say($"{demand.UnderwayAhead:f1} calls will be under way within 5 s (now {demand.UnderwayNow:f1}), each with {state.ThreadsPerCall:f2} pool threads"));
    }

    private static (double, string) Parallelism(ResourceDemand demand, ResourceUsage usage, AllocatorState state)
    {
        var cores = demand.IsKnown ? Math.Min(Needed(demand.CoresAhead, state.CoresPerDemand), usage.CoresAllowed) : 0;
        return (Math.Max(1, Math.Round(usage.CoresAllowed - cores)), Say($"of {usage.CoresAllowed:f1} cores, calls will need {cores:f1}"));
    }

    private static (double, string) CollectorLatency(ResourceDemand demand) =>
        demand.IsKnown && demand.CallsAhead > BurstGrowth * (demand.CallsNow + 1)
            ? (1, Say($"{demand.CallsAhead:f1} calls a second will come within 10 s, now {demand.CallsNow:f1}: no long pauses then"))
            : (0, "no burst is ahead");

    private static (double, string) IdleCollection(ResourceDemand demand, ResourceUsage usage) =>
        demand.IsKnown && demand.CallsAhead < 1 && usage.Cores < IdleShare * usage.CoresAllowed && usage.LiveBytes > 0 && usage.HeapBytes > HeapGrowth * usage.LiveBytes
            ? (1, Say($"less than one call a second will come within 10 s, and the heap has grown from {Mega(usage.LiveBytes):f0} to {Mega(usage.HeapBytes):f0} MB"))
            : (0, "not idle, or nothing to collect");

    private static (double, string) HeapLimit(ResourceUsage usage, AllocatorState state)
    {
        if (usage.LiveBytes <= 0 || double.IsNaN(state.MemoryHigh)) return (double.NaN, "");
        var besides = Math.Max(0, usage.MemoryBytes - usage.HeapBytes);
        return (Math.Max(HeapMargin * Math.Max(usage.LiveBytes, usage.HeapBytes), state.MemoryHigh - besides), Say($"{Mega(usage.LiveBytes):f0} MB are live, the heap has {Mega(usage.HeapBytes):f0} MB"));
    }

    private static (double, string) CpuQuota(ResourceDemand demand, ResourceUsage usage, AllocatorState state, double headroom)
    {
        if (double.IsNaN(state.CoresHigh)) return (double.NaN, "");
        var ahead = demand.IsKnown ? Believed(Needed(demand.CoresAhead, state.CoresPerDemand), state.CoresHigh) : 0;
        var cores = headroom * Math.Max(usage.Cores, Math.Max(ahead, state.CoresHigh));
        return usage.ThrottledShare > Throttled
            ? (Math.Max(cores, ThrottledGrowth * usage.CoresAllowed), Say($"out of quota in {100 * usage.ThrottledShare:f0} % of its periods"))
            : (cores, Say($"{usage.Cores:f2} cores in use; calls will need {ahead:f2}, use so far tells {state.CoresHigh:f2}"));
    }

    private static (double, string) MemoryLimit(ResourceUsage usage, AllocatorState state, double headroom) => double.IsNaN(state.MemoryHigh)
        ? (double.NaN, "")
        : (headroom * Math.Max(usage.MemoryBytes, Believed(state.MemoryHigh, usage.MemoryBytes)), Say($"{Mega(usage.MemoryBytes):f0} MB in use, at most {Mega(state.MemoryHigh):f0} MB foretold for 5 minutes"));

    private static (double, string) NetworkRate(ResourceDemand demand, ResourceUsage usage, AllocatorState state, double headroom)
    {
        if (double.IsNaN(state.NetworkHigh)) return (double.NaN, "");
        var ahead = demand.IsKnown ? Needed(demand.NetworkAhead, state.NetworkPerDemand) : 0;
        return (headroom * Math.Max(usage.NetworkBytesPerSecond, Math.Max(Believed(ahead, state.NetworkHigh), state.NetworkHigh)), Say($"{Mega(usage.NetworkBytesPerSecond):f2} MB/s sent now, {Mega(ahead):f2} MB/s ahead"));
    }

    // Before a burst our own threads keep to one processor; else they go where there is room.
    private static (double, string) Affinity(ResourceDemand demand, ResourceUsage usage) =>
        demand.IsKnown && demand.CoresAhead > usage.CoresAllowed / 2 ? (1, Say($"calls will need {demand.CoresAhead:f1} of {usage.CoresAllowed:f1} cores")) : (Math.Max(1, Math.Floor(usage.CoresAllowed)), "there is room on all processors");

    // Where the ratio of use to demand is not known, use is what was asked for.
    private static double Needed(double demand, double ratio) => demand * (double.IsNaN(ratio) ? 1 : ratio);

    private static double Believed(double amount, double seen) => Math.Min(amount, Disbelief * seen);

    private static double Mega(double bytes) => bytes / (1 << 20);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
