using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;

namespace ShadowGen.Engine;

/// <summary>One round of the engine's work, and what it has cost. One thread at a time.</summary>
internal sealed class EngineCore
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly GraphModel _graph = new();
    private readonly IShadowPredictor _predictor = new Predictor();
    private readonly SkeletonLoader _skeletons;
    private readonly CounterReader _counters;
    private readonly RingReader _rings;
    private readonly SamplingBudget _sampling = new();
    private ShadowSnapshot _snapshot = ShadowSnapshot.Empty;
    private ShadowStatistics _statistics;
    private long _cpuNs;
    private long _rounds;
    private long _samplesTaken;

    public EngineCore()
    {
        _skeletons = new SkeletonLoader(_graph, _predictor);
        _counters = new CounterReader(_graph);
        _rings = new RingReader(_predictor);
    }

    public ShadowOptions Options { get; set; } = new();

    /// <summary>Of the last round. Any thread; a torn read is impossible, for the value is boxed in a snapshot object.</summary>
    public ShadowStatistics Statistics => Volatile.Read(ref _published).Value;

    private StrongBox _published = new(default);

    /// <summary>Takes in what has happened since the last round, and returns how long to pause before the next.</summary>
    /// <param name="everything">Take in all that waits, whatever it costs; else what the budget allows.</param>
    /// <param name="snapshot">What readers may see from now on.</param>
    public TimeSpan Tick(bool everything, out ShadowSnapshot snapshot)
    {
        var cpuBefore = ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now();
        _skeletons.Load();
        _rings.Read(everything);
        _counters.Read(_skeletons);
        DrainSamples();
        _skeletons.Retire(_counters);
        _sampling.Adjust(_counters, Options.CpuBudget);

        var graph = _graph.Publish();
        if (!ReferenceEquals(graph, _snapshot.Graph) || _rings.LearnedSomething)
            _snapshot = _predictor.Publish(graph);
        snapshot = _snapshot;

        var cost = (ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now()) - cpuBefore;
        _cpuNs += cost;
        _rounds++;
        PublishStatistics();
        return PauseAfter(cost);
    }

    private void DrainSamples()
    {
        while (SlowPath.Queue.TryDequeue(out var sample))
        {
            _graph.AddSample(in sample);
            _predictor.Observe(in sample);
            _samplesTaken++;
        }
    }

    /// <summary>Half of the budget is the engine's own: it pauses until what the round has cost is that share of a core.</summary>
    private TimeSpan PauseAfter(long costNs)
    {
        var share = Math.Max(Options.CpuBudget / 2, 1e-5);
        var pause = TimeSpan.FromTicks((long)(costNs / share / 100));
        return pause < Options.PublishInterval ? Options.PublishInterval : pause > LongestPause ? LongestPause : pause;
    }

    private void PublishStatistics()
    {
        _statistics = new ShadowStatistics
        {
            EngineCpuTime = TimeSpan.FromTicks(_cpuNs / 100),
            EngineRounds = _rounds,
            MeasuredCalls = SlowPath.Samples,
            MeasuringCpuTime = TimeSpan.FromTicks(((SlowPath.Samples * MeasurementCost.TotalNs) + (SlowPath.Forced * MeasurementCost.ForcedNs)) / 100),
            SamplesTaken = _samplesTaken,
            SamplesDropped = SlowPath.Queue.Dropped,
            SequenceCallsSeen = _rings.Seen,
            SequenceCallsMissed = _rings.Missed,
            LostCalls = Faults.LostCalls,
            Faults = Faults.Internal,
            LastFault = Faults.Last,
            Threads = ThreadRegistry.LiveCount,
            FlowsOpened = FlowContext.Opened,
            ReservedBytes = ThreadRegistry.NativeBytes,
            PredictorBytes = _predictor.MemoryBytes,
            Slots = SlotTable.End - SlotTable.SinkSlots,
        };
        Volatile.Write(ref _published, new StrongBox(_statistics));
    }

    private sealed class StrongBox(ShadowStatistics value)
    {
        public readonly ShadowStatistics Value = value;
    }
}
