namespace ShadowGen;

/// <summary>What ShadowGen itself has cost and seen since the process began, as of the engine's last round.</summary>
public readonly record struct ShadowStatistics
{
    /// <summary>CPU time of the engine.</summary>
    public TimeSpan EngineCpuTime { get; init; }

    /// <summary>Rounds of the engine; each publishes a snapshot when something changed.</summary>
    public long EngineRounds { get; init; }

    /// <summary>Calls that were measured on the threads that made them.</summary>
    public long MeasuredCalls { get; init; }

    /// <summary>Estimated CPU time of measuring them, on the app's threads. The cost of counting is not in it: see the benchmarks.</summary>
    public TimeSpan MeasuringCpuTime { get; init; }

    /// <summary>Measurements that the model has taken in.</summary>
    public long SamplesTaken { get; init; }

    /// <summary>Measurements dropped because the engine could not keep up.</summary>
    public long SamplesDropped { get; init; }

    /// <summary>Calls, in order, that the predictor's tables have learned from.</summary>
    public long SequenceCallsSeen { get; init; }

    /// <summary>Those of <see cref="SequenceCallsSeen"/> that the full model has followed, as many as the budget pays for: its histories hold them.</summary>
    public long SequenceCallsFollowed { get; init; }

    /// <summary>Those of <see cref="SequenceCallsFollowed"/> that it has learned from.</summary>
    public long SequenceCallsLearned { get; init; }

    /// <summary>Calls whose order was overwritten before the engine came to read it. They are counted all the same.</summary>
    public long SequenceCallsMissed { get; init; }

    /// <summary>Calls that could not be counted, for want of memory.</summary>
    public long LostCalls { get; init; }

    /// <summary>Faults of ShadowGen's own that were caught and kept from the app.</summary>
    public long Faults { get; init; }

    /// <summary>The last fault in words; null while there was none.</summary>
    public string? LastFault { get; init; }

    /// <summary>Threads with counters.</summary>
    public int Threads { get; init; }

    /// <summary>Flows opened.</summary>
    public long FlowsOpened { get; init; }

    /// <summary>Bytes received through counted streams and handlers, by nodes and by nobody; null while the process has none of them.</summary>
    public long? NetworkBytesReceived { get; init; }

    /// <summary>Bytes sent through counted streams and handlers, by nodes and by nobody; null while the process has none of them.</summary>
    public long? NetworkBytesSent { get; init; }

    /// <summary>Bytes of both directions that belong to no node: see <see cref="ShadowHttpHandler"/> for which; null while nothing is counted.</summary>
    public long? NetworkBytesUnattributed { get; init; }

    /// <summary>Writes to counted streams that failed or were cancelled: what of them was sent is not known and not counted.</summary>
    public long NetworkWritesFailed { get; init; }

    /// <summary>Bytes of address space reserved for counters; what is committed is less.</summary>
    public long ReservedBytes { get; init; }

    /// <summary>Bytes that the predictor holds.</summary>
    public long PredictorBytes { get; init; }

    /// <summary>Runs that this process began with the knowledge of: those of its model.</summary>
    public int ModelRuns { get; init; }

    /// <summary>Functions of this process that the model knew.</summary>
    public int ModelMethodsKnown { get; init; }

    /// <summary>
    /// How methods were found in the model that it does not know by their ids: renamed, moved or changed ones by their code, by callers and callees, by name, and new ones that are like others. Null when all are known,
    /// or there is no model.
    /// </summary>
    public string? ModelMatching { get; init; }

    /// <summary>Calls that the model let expect and whose code was looked for, to be compiled before it is called: with <see cref="ManagerMode.Act"/>.</summary>
    public int CallsExpected { get; init; }

    /// <summary>Methods that were compiled before they were called, or found compiled.</summary>
    public int MethodsPrepared { get; init; }

    /// <summary>CPU time that this took, on a thread that yields to the app's.</summary>
    public TimeSpan PreparationCpuTime { get; init; }

    /// <summary>Times that what was learned was saved.</summary>
    public long ModelSaves { get; init; }

    /// <summary>Times that it could not be saved; <see cref="LastFault"/> says why.</summary>
    public long ModelSavesFailed { get; init; }

    /// <summary>Lines that were left out of the model at the last save, to hold its bound.</summary>
    public int ModelLinesLeftOut { get; init; }

    /// <summary>Edges registered, reused ones counted once.</summary>
    public int Slots { get; init; }
}
