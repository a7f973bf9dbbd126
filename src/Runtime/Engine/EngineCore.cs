using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Prefetch;

namespace ShadowGen.Engine;

/// <summary>One round of the engine's work, and what it has cost. One thread at a time.</summary>
internal sealed class EngineCore
{
    /// <summary>CPU time that the engine may spend ahead of its share: its first rounds run code that is not optimised yet.</summary>
    private const long BurstNs = 250_000_000;

    /// <summary>Of the engine's half of the budget, what learning from flight recorders may take.</summary>
    private const double LearningShare = 0.6;

    private const long LongestPauseNs = 10_000_000_000;

    /// <summary>Rounds that come at once, whatever they cost: the first publishes what a model knows.</summary>
    private const int FirstRounds = 2;

    /// <summary>What of a model is learned in one go, while others wait for the lock.</summary>
    private const double RestoreNs = 20_000_000;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    /// <summary>Garbage that full rounds may make a second, and ahead of that at the start: snapshots of large graphs are large, and the app's collector pays for them.</summary>
    private const double BytesPerSecond = 1 << 20;
    private const long BurstBytes = 16 << 20;

    private readonly GraphModel _graph = new();
    private readonly GuardedPredictor _predictor;
    private readonly SkeletonLoader _skeletons;
    private readonly CounterReader _counters;
    private readonly NetworkReader _network;
    private readonly ServiceReader _services;
    private readonly RingReader _rings;
    private readonly ArrivalReader _arrivals;
    private readonly ModelKeeper _model;
    private readonly SamplingBudget _sampling = new();
    private readonly CodePreparation _code = new();
    private readonly Action<List<int>> _prepare;
    private PublishedStatistics _published = new(default, default);
    private ShadowSnapshot _snapshot = ShadowSnapshot.Empty;
    private long _cpuNs;
    private long _compiledNs;
    private long _restoredNs;
    private long _restoredBytes;
    private bool _isRestoring;
    private bool _hasMoreToRestore;
    private long _startedNs;
    private long _bytes;
    private long _nextFullNs;
    private long _nextLearningNs;
    private bool _hasLearned;
    private long _learnedNs;
    private long _rounds;
    private long _samplesTaken;

    public EngineCore(IShadowPredictor predictor)
    {
        _predictor = new GuardedPredictor(predictor, Faults.Caught);
        _skeletons = new SkeletonLoader(_graph, _predictor);
        _counters = new CounterReader(_graph);
        _network = new NetworkReader(_graph);
        _services = new ServiceReader(_graph);
        _rings = new RingReader(_predictor);
        _predictor.Attach(_graph);
        _arrivals = new ArrivalReader(_graph);
        _model = new ModelKeeper(_graph, _predictor, _arrivals);
        _prepare = expected => _code.Begin(_skeletons.CodeOf(expected), Options.ManagerOptions.CodeBudget);
    }

    /// <summary>What was learned by earlier runs, and is to be kept of this one.</summary>
    public ModelKeeper Model => _model;

    public ShadowOptions Options { get; set; } = new();

    /// <summary>Of the last round. Any thread: the value is published as a whole.</summary>
    public ShadowStatistics Statistics => Volatile.Read(ref _published).Value;

    /// <summary>Of the last round. Any thread.</summary>
    public PredictionQuality Quality => Volatile.Read(ref _published).Quality;

    /// <summary>Makes the functions known that have been called by now, and their assemblies, whose other functions can then be registered before the first round.</summary>
    public void Begin() => _skeletons.Load();

    /// <summary>What this process has learned, when it is time to save it.</summary>
    public ShadowModel? CaptureIfDue()
    {
        var begun = ThreadClock.Cpu();
        var model = _model.CaptureIfDue(Options);
        Charge(ThreadClock.Cpu() - begun);
        return model;
    }

    /// <summary>Takes CPU time that was spent for the engine outside of its rounds off its budget.</summary>
    public void Charge(long ns) => _cpuNs += ns;

    /// <summary>Takes in what has happened since the last round, and returns how long to pause before the next.</summary>
    /// <param name="everything">Take in all that waits, whatever it costs; else what the budget allows, which may be no more than to empty the sample queue.</param>
    /// <param name="snapshot">What readers may see from now on.</param>
    public TimeSpan Tick(bool everything, out ShadowSnapshot snapshot)
    {
        var bytesBefore = GC.GetAllocatedBytesForCurrentThread();
        var cpuBefore = ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now();
        var compiledBefore = ThreadClock.Compiled();
        _skeletons.Load(); // first: a sample of an edge that the graph does not know yet would be lost
        var now = ThreadClock.Now();
        if (everything || now >= _nextFullNs)
            FullRound(everything);
        else if (now >= _nextLearningNs)
            Learn(everything);
        else
            DrainSamples();
        snapshot = _snapshot;

        var spentNs = (ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now()) - cpuBefore;
        _cpuNs += spentNs;
        _compiledNs += Math.Clamp(ThreadClock.Compiled() - compiledBefore, 0, spentNs); // by the wall clock: on a busy machine more than was spent
        _bytes += GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
        _rounds++;
        PlanRounds();
        PublishStatistics();
        return _rounds <= FirstRounds || _isRestoring ? ShortestPause : Options.PublishInterval;
    }

    private void FullRound(bool everything)
    {
        _predictor.SetUpperTails(Options.UpperTails);
        var owes = Restore(costs: everything || (_isRestoring && !_hasMoreToRestore));
        Learn(everything);
        _isRestoring = owes || _hasMoreToRestore;
        _counters.Read(_skeletons);
        _network.Read();
        _services.Read();
        DrainSamples();
        _skeletons.Retire(_counters, _network, _services);
        _sampling.Adjust(_counters, Options.CpuBudget);

        var graph = _graph.Publish();
        if (!ReferenceEquals(graph, _snapshot.Graph) || _hasLearned)
            _snapshot = _predictor.Publish(graph).With(_snapshot.Arrivals);
        _hasLearned = false;
        Arrive();
    }

    private bool Restore(bool costs)
    {
        var (bytes, cpu) = (GC.GetAllocatedBytesForCurrentThread(), Cpu());
        _model.Expected = Options.Manager == ManagerMode.Act ? _prepare : null;
        var owes = _model.Restore(_skeletons, costs);
        _restoredBytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
        _restoredNs += Cpu() - cpu;
        return owes;
    }

    // Last: a fault of what foretells must not keep the graph from being published.
    private void Arrive()
    {
        try
        {
            _arrivals.Read(ThreadClock.Now());
            _snapshot = _snapshot.With(_arrivals.Publish());
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "arrivals were learned");
        }
    }

    private void Learn(bool everything)
    {
        DrainSamples(); // they tell in which calls those of the rings were made
        var cpu = Cpu();
        _hasMoreToRestore = _predictor.RestoreMore(everything ? double.PositiveInfinity : RestoreNs);
        _restoredNs += Cpu() - cpu;
        AllowLearning(everything);
        _rings.Read(everything);
        _hasLearned |= _rings.LearnedSomething;
    }

    private void AllowLearning(bool everything)
    {
        var now = ThreadClock.Now();
        var since = _learnedNs == 0 ? 0 : now - _learnedNs;
        _learnedNs = now;
        _predictor.Allow(everything ? double.PositiveInfinity : since * Options.CpuBudget / 2 * LearningShare);
    }

    private void DrainSamples()
    {
        while (Measurements.Queue.TryDequeue(out var sample))
        {
            _graph.AddSample(in sample);
            _predictor.Observe(in sample);
            _arrivals.Observe(in sample);
            _samplesTaken++;
        }
    }

    // Without what the just-in-time compiler takes.
    private static long Cpu() => (ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now()) - ThreadClock.Compiled();

    /// <summary>
    /// Half of the budget is the engine's own: no round that learns until what it has spent, less the burst, is that share of a core, and none that publishes until what it has allocated is within
    /// its rate, too (token buckets). What is spent once is not counted: what the just-in-time compiler took for its code, and what it took to begin with a model. The first rounds find the app's
    /// functions, and come at once.
    /// </summary>
    private void PlanRounds()
    {
        var share = Options.CpuBudget / 2;
        var now = ThreadClock.Now();
        if (_startedNs == 0)
            _startedNs = now;
        if (_rounds <= FirstRounds || _isRestoring)
        {
            _nextLearningNs = now;
            if (_rounds <= FirstRounds) _nextFullNs = now;
            return;
        }
        var cpuAheadNs = (_cpuNs - _compiledNs - Math.Max(0, _restoredNs) - BurstNs - ((now - _startedNs) * share)) / share;
        var bytesAheadNs = ((_bytes - _restoredBytes - BurstBytes) / BytesPerSecond * 1e9) - (now - _startedNs);
        _nextLearningNs = now + (long)Math.Clamp(cpuAheadNs, 0, LongestPauseNs);
        _nextFullNs = now + (long)Math.Clamp(Math.Max(cpuAheadNs, bytesAheadNs), 0, LongestPauseNs);
    }

    private void PublishStatistics()
    {
        var statistics = new ShadowStatistics
        {
            EngineCpuTime = TimeSpan.FromTicks(_cpuNs / 100),
            EngineRounds = _rounds,
            MeasuredCalls = Measurements.Measured,
            MeasuringCpuTime = TimeSpan.FromTicks(((Measurements.Measured * MeasurementCost.TotalNs) + (Measurements.Forced * MeasurementCost.ForcedTotalNs)) / 100),
            SamplesTaken = _samplesTaken,
            SamplesDropped = Measurements.Queue.Dropped,
            SequenceCallsSeen = _rings.Seen,
            SequenceCallsFollowed = _predictor.Followed,
            SequenceCallsLearned = _predictor.Learned,
            SequenceCallsMissed = _rings.Missed,
            LostCalls = Faults.LostCalls,
            Faults = Faults.Internal,
            LastFault = Faults.Last,
            Threads = ThreadRegistry.LiveCount,
            FlowsOpened = FlowContext.Opened,
            ReservedBytes = ThreadRegistry.NativeBytes,
            ModelRuns = _model.Runs,
            ModelMethodsKnown = _model.MethodsKnown,
            ModelMatching = _model.Matching,
            CallsExpected = _code.Expected,
            MethodsPrepared = _code.Prepared,
            PreparationCpuTime = TimeSpan.FromTicks(_code.CpuNs / 100),
            ModelSaves = _model.Saves,
            ModelSavesFailed = _model.SavesFailed,
            ModelLinesLeftOut = _model.LinesLeftOut,
            PredictorBytes = _predictor.MemoryBytes + _arrivals.MemoryBytes,
            NetworkBytesReceived = NetworkMeter.InUse ? _network.Received : null,
            NetworkBytesSent = NetworkMeter.InUse ? _network.Sent : null,
            NetworkBytesUnattributed = NetworkMeter.InUse ? NetworkMeter.UnattributedReceived + NetworkMeter.UnattributedSent : null,
            NetworkWritesFailed = NetworkMeter.FailedWrites,
            Slots = SlotTable.End - SlotTable.SinkSlots,
        };
        Volatile.Write(ref _published, new PublishedStatistics(statistics, _predictor.Quality));
    }

    private sealed class PublishedStatistics(ShadowStatistics value, PredictionQuality quality)
    {
        public readonly ShadowStatistics Value = value;
        public readonly PredictionQuality Quality = quality;
    }
}
