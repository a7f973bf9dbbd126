using ShadowGen.Arrivals;

namespace ShadowGen.Allocation;

/// <summary>Learns, second by second, how demand becomes use, and what use alone foretells. One thread.</summary>
internal sealed class StateLearner
{
    private const double Second = 1e9;
    private const double ForecastSeconds = 60;
    private const double LeastUnderway = 0.5, LeastCores = 0.02, LeastBytes = 1000;

    private readonly DemandRatio _threads = new(LeastUnderway, PredictiveResourceAllocator.Disbelief);
    private readonly DemandRatio _cores = new(LeastCores, PredictiveResourceAllocator.Disbelief);
    private readonly DemandRatio _network = new(LeastBytes, PredictiveResourceAllocator.Disbelief);
    private readonly UsageForecast _forecast = new(ArrivalPlan.Seconds, ForecastSeconds);
    private long _beganNs = long.MinValue;
    private double _looks, _busy, _busyAndWaiting, _sumCores, _sumNetwork, _waitingFirst, _waitingLast, _memory;

    public AllocatorState State { get; private set; } = new();

    /// <summary>What the app's own minimum of pool threads is.</summary>
    public void SetOwnPoolThreads(double threads) => State = State with { OwnPoolThreads = threads };

    /// <summary>Takes in one look.</summary>
    public void Learn(ResourceDemand demand, ResourceUsage usage, long nowNs)
    {
        if (_beganNs == long.MinValue) Begin(usage, nowNs);
        _looks++;
        _busy = Math.Max(_busy, usage.PoolThreadsBusy);
        _busyAndWaiting = Math.Max(_busyAndWaiting, usage.PoolThreadsBusy + usage.PoolItemsWaiting);
        _waitingLast = usage.PoolItemsWaiting;
        _sumCores += usage.Cores;
        _sumNetwork += usage.NetworkBytesPerSecond;
        _memory = Math.Max(_memory, usage.MemoryBytes);
        if (nowNs - _beganNs < Second) return;

        var (cores, network) = (_sumCores / _looks, _sumNetwork / _looks);
        _forecast.Add(cores, _memory, network);
        if (demand.IsKnown)
        {
            // A batch that came and went within the second needed a thread for each of its items; a queue that stands is not a need but a want of threads.
            var isStarved = _waitingLast > 0;
            _threads.Learn(isStarved || _waitingFirst > 0 ? _busy : _busyAndWaiting, demand.UnderwayNow, isStarved);
            _cores.Learn(cores, demand.CoresNow, usage.ThrottledShare > 0);
            _network.Learn(network, demand.NetworkNow, false);
        }
        State = State with
        {
            ThreadsPerCall = _threads.Value,
            CoresPerDemand = _cores.Value,
            NetworkPerDemand = _network.Value,
            CoresHigh = _forecast.Cores,
            MemoryHigh = _forecast.Memory,
            NetworkHigh = _forecast.Network,
        };
        Begin(usage, nowNs);
    }

    /// <summary>Time has passed unseen: the second under way tells nothing.</summary>
    public void Skip() => _beganNs = long.MinValue;

    private void Begin(ResourceUsage usage, long nowNs)
    {
        _beganNs = nowNs;
        _looks = _busy = _busyAndWaiting = _sumCores = _sumNetwork = _memory = 0;
        _waitingFirst = _waitingLast = usage.PoolItemsWaiting;
    }
}
