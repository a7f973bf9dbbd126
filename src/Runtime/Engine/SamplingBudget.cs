using ShadowGen.Counters;

namespace ShadowGen.Engine;

/// <summary>
/// Shares the measuring budget out over the edges: the same number of samples a second for each, and every call of an edge that makes fewer (water-filling).
/// So rare edges are always measured and hot ones cheaply.
/// </summary>
internal sealed class SamplingBudget
{
    /// <summary>A sample's way through the queue and the model, in nanoseconds.</summary>
    private const long EngineNs = 300;

    /// <summary>Half of the budget is the engine's.</summary>
    private const double Share = 0.5;

    private const long ShortestPeriodNs = 50_000_000;

    private const int LongestInterval = 1 << 24;

    private long[] _before = [];
    private long[] _made = [];
    private double _cpuBeforeNs = double.NaN;
    private long _adjustedNs;
    private long _measuredBefore;
    private long _forcedBefore;

    public void Adjust(CounterReader counters, double cpuBudget)
    {
        // Over a shorter time the rates would be noise: a few calls would look like a flood.
        var now = ThreadClock.Now();
        if (now - _adjustedNs < ShortestPeriodNs)
            return;
        _adjustedNs = now;
        var cpu = ProcessCpuNs();
        var used = cpu - _cpuBeforeNs;
        _cpuBeforeNs = cpu;
        var made = Made(counters.Calls);
        if (!(used > 0))
            return;

        var level = Level(made, used * cpuBudget * Share / SampleCostNs());
        for (var slot = SlotTable.SinkSlots; slot < made.Length; slot++)
        {
            ref var state = ref SlotTable.State(slot);
            var wanted = level > 0 ? made[slot] / level : made[slot] + 1;
            // Down by halves at most: an edge that rests for a moment must not be measured at every call when it comes back.
            var next = Math.Max(wanted, state.Interval / 2);
            state.Interval = (int)Math.Clamp(next, 1, LongestInterval);
            state.SamplesSinceTick = 0;
        }
    }

    /// <summary>The largest number of samples per edge whose total stays within <paramref name="affordable"/>.</summary>
    internal static double Level(ReadOnlySpan<long> made, double affordable)
    {
        long total = 0, most = 0;
        foreach (var calls in made)
        {
            total += calls;
            most = Math.Max(most, calls);
        }

        if (total <= affordable)
            return Math.Max(1, most);
        double low = 0, high = most;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            double sum = 0;
            foreach (var calls in made)
                sum += Math.Min(calls, middle);
            if (sum <= affordable)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>What a sample has cost since the last time, on average: itself, and the calls that it forced through the slow path to measure its callees.</summary>
    private double SampleCostNs()
    {
        var measured = Measurements.Measured;
        var forced = Measurements.Forced;
        var cost = SampleCostNs(measured - _measuredBefore, forced - _forcedBefore);
        _measuredBefore = measured;
        _forcedBefore = forced;
        return cost;
    }

    internal static double SampleCostNs(long measured, long forced) =>
        MeasurementCost.TotalNs + EngineNs + (measured > 0 ? (double)forced / measured * MeasurementCost.ForcedTotalNs : 0);

    private Span<long> Made(ReadOnlySpan<long> calls)
    {
        var end = Math.Min(SlotTable.End, calls.Length);
        if (_before.Length < end)
        {
            Array.Resize(ref _before, calls.Length);
            Array.Resize(ref _made, calls.Length);
        }

        for (var slot = SlotTable.SinkSlots; slot < end; slot++)
        {
            _made[slot] = Math.Max(0, calls[slot] - _before[slot]); // a reused slot starts again at 0
            _before[slot] = calls[slot];
        }

        return _made.AsSpan(0, end);
    }

    private static double ProcessCpuNs() =>
        OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsBrowser() ? double.NaN : Environment.CpuUsage.TotalTime.TotalNanoseconds;
}
