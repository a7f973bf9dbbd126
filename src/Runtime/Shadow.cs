using ShadowGen.Budgets;
using ShadowGen.Counters;
using ShadowGen.Engine;
using ShadowGen.Prefetch;

namespace ShadowGen;

/// <summary>
/// What the running app has learned of itself. Every member may be called at any moment from any thread; the reading ones take no lock and allocate nothing, but for what is called a copy.
/// </summary>
public static class Shadow
{
    private static readonly Lock ConfigureSync = new();
    private static ShadowOptions _options = new();

    /// <summary>The call graph as last published: at most <see cref="ShadowOptions.PublishInterval"/> old while the engine's budget allows. Immutable. See <see cref="Flush"/>.</summary>
    public static CallGraph CallGraph => ShadowExecutionEngine.Snapshot.Graph;

    /// <summary>Where the calling code is: its path of shadowed calls, and the calls made last on this thread.</summary>
    public static ExecutionTrace CurrentTrace => TraceCapture.Capture(ShadowExecutionEngine.Snapshot);

    /// <summary>What acts on what is foretold, as far as <see cref="ShadowOptions.Manager"/> lets it: its plan, and what it has decided.</summary>
    public static AdaptiveRuntimeManager Manager => ManagerHost.Manager;

    /// <summary>
    /// What a parallel loop may use now, for <see cref="ParallelOptions.MaxDegreeOfParallelism"/>: the cores that the control group has at this moment, which may be more or fewer than when
    /// the process began, less those that the manager expects calls to need. At least 1.
    /// </summary>
    public static int Parallelism => ManagerHost.Parallelism.Current;

    /// <summary>Holds what is sent through its streams, handlers and sockets to a rate; without one, until the manager or the app sets it.</summary>
    public static BandwidthLimit Bandwidth => ManagerHost.Bandwidth;

    /// <summary>
    /// The calls that may be made early or prefetched for (<see cref="ShadowedAttribute.Speculative"/>, <see cref="ShadowedAttribute.Prefetch"/>), of methods that were called: whether that is done, why or why not, and what came of it.
    /// A copy, of this moment.
    /// </summary>
    public static IReadOnlyList<CallAheadStatistics> CallsAhead => AheadControl.OfProcess.Statistics();

    /// <summary>What became of budgets: how many flows passed theirs, and how they were ended.</summary>
    public static BudgetStatistics Budgets => BudgetCounts.Current;

    /// <summary>What ShadowGen itself has cost and seen.</summary>
    public static ShadowStatistics Statistics => ShadowExecutionEngine.Statistics;

    /// <summary>How well the engine's predictions held, as of its last round.</summary>
    public static PredictionQuality PredictionQuality => ShadowExecutionEngine.Quality;

    /// <summary>
    /// What is still to come in the flow of the calling code, on this thread: in every call on its path (<see cref="CurrentTrace"/>), from the innermost to the root. Nothing is measured
    /// outside of any shadowed call.
    /// </summary>
    /// <returns>Over the root. On a path of more than 64 calls only the innermost 64 are summed, over the outermost of those.</returns>
    public static ResourcePrediction Predict() => PathNeeds.OfFlow(ShadowExecutionEngine.Snapshot.Needs);

    /// <summary>
    /// What is still to come in the call that is running now, on this thread: all of it when it has made no call yet, and what usually follows the call that it made last.
    /// Nothing is measured outside of any shadowed call.
    /// </summary>
    public static ResourcePrediction PredictCall() => PathNeeds.OfCall(ShadowExecutionEngine.Snapshot.Needs);

    /// <summary>What a whole call of a function needs, from its beginning to its end, with everything that it calls. Nothing is measured for an empty node.</summary>
    /// <param name="node">A function of this process, from any published graph.</param>
    public static ResourcePrediction PredictWhole(CallGraphNode node)
    {
        var snapshot = ShadowExecutionEngine.Snapshot;
        return node.IsEmpty || !snapshot.Needs.Graph.Structure.ById.TryGetValue(node.Id.Value, out var index) ? ResourcePrediction.NotMeasured : snapshot.WholeNeeds(index);
    }

    /// <summary>The calls that are most likely to come next on this thread, likeliest first.</summary>
    /// <param name="destination">Takes as many as it has room for.</param>
    /// <returns>How many were written; 0 when nothing is known.</returns>
    public static int PredictNext(Span<NextCall> destination)
    {
        var snapshot = ShadowExecutionEngine.Snapshot;
        Span<uint> recent = stackalloc uint[TraceCapture.ContextLength];
        var length = TraceCapture.Recent(recent);
        return snapshot.Next.Query(recent[..length], destination);
    }

    /// <summary>
    /// As <see cref="PredictNext(Span{NextCall})"/>, from all that was learned: long histories, whole paths, earlier occurrences. It takes about a microsecond
    /// instead of tens of nanoseconds: for decisions that are worth it.
    /// </summary>
    /// <param name="destination">Takes as many as it has room for, of at most 32.</param>
    /// <returns>How many were written; 0 when nothing is known. The first query of a thread allocates what its later ones use.</returns>
    public static int PredictNextFully(Span<NextCall> destination) => SequenceReader.Next(ShadowExecutionEngine.Snapshot, destination);

    /// <summary>What the function that is running now, on this thread, does next: one of its calls, or that it returns (<see cref="NextCall.IsReturn"/>). From all that was learned.</summary>
    /// <inheritdoc cref="PredictNextFully" path="/param"/>
    /// <inheritdoc cref="PredictNextFully" path="/returns"/>
    public static int PredictStep(Span<NextCall> destination) => SequenceReader.NextOfCaller(ShadowExecutionEngine.Snapshot, destination);

    /// <summary>
    /// How often the functions where activity begins will be called over a time to come, and what the process will use for that, with intervals that hold 90 of 100 such averages.
    /// </summary>
    /// <param name="horizon">1 second to 10 minutes.</param>
    /// <returns>Nothing is measured, and there are no roots, in the first seconds of a process.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is below 1 second or above 10 minutes.</exception>
    public static DemandForecast PredictDemand(TimeSpan horizon)
    {
        if (horizon < DemandForecast.ShortestHorizon || horizon > DemandForecast.LongestHorizon) DemandForecast.ThrowHorizon(horizon);
        return new(ShadowExecutionEngine.Snapshot, horizon);
    }

    /// <summary>
    /// Opens a flow under a name: until it is disposed, it is the root of what the calling code does, over every <c>await</c>, and a node of the graph
    /// (<see cref="CallGraphNode.IsFlow"/>) with its own count and costs. For what no shadowed method begins: a job, a message, a loop of a worker.
    /// </summary>
    /// <param name="name">
    /// What this kind of activity is called: <c>"import"</c>, not <c>"import of 12.csv"</c>. A process has at most 1,024 names; later ones share the name <c>(other flows)</c>.
    /// </param>
    /// <returns>What ends the flow; with <c>SHADOWGEN=off</c>, one object for all that does nothing.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static ShadowFlow BeginFlow(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return ShadowFlow.Begin(name);
    }

    /// <summary>
    /// As <see cref="BeginFlow(string)"/>, with a budget: a flow that uses more is ended at its next shadowed call, wherever that is, by a <see cref="ShadowBudgetExceededException"/>,
    /// and <see cref="ShadowFlow.CancellationToken"/> is cancelled. docs/budgets.md says what can be ended, and what cannot.
    /// </summary>
    /// <param name="name">As there.</param>
    /// <param name="budget">What the flow, with all that it calls, may use.</param>
    /// <returns>What ends the flow; its budget then holds no more. Nothing watches it with <c>SHADOWGEN=off</c>, or where the flow of execution contexts is suppressed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="budget"/> is null.</exception>
    [OpensBudget]
    public static ShadowFlow BeginFlow(string name, ShadowBudget budget)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(budget);
        return ShadowFlow.Begin(name, budget);
    }

    /// <summary>
    /// Records every shadowed call of the process, until it is stopped, to be replayed later: which calls, in what order, who made them, how long they took, what they allocated, and their argument
    /// features. Names of functions and numbers are all that is written. docs/recording.md says what a row means.
    /// </summary>
    /// <param name="folder">Where the files go; made if there is none. Files of an earlier recording are replaced, but for a README.md.</param>
    /// <param name="options">Bounds; null for the usual ones.</param>
    /// <returns>What ends the recording. With <c>SHADOWGEN=off</c> it records nothing and writes nothing, and its <see cref="ShadowTraceRecording.Problem"/> says so.</returns>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A recording is under way.</exception>
    /// <exception cref="IOException"><paramref name="folder"/> is a file, or cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write to <paramref name="folder"/>.</exception>
    public static ShadowTraceRecording RecordTrace(string folder, ShadowTraceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return ShadowTraceRecording.Start(folder, options ?? new(), KillSwitch.On);
    }

    /// <summary>
    /// What this process has learned up to now, and what it began with: to be looked at, or saved wherever you like. Where <see cref="ShadowOptions.ShadowModelPath"/> is set, saving goes by itself.
    /// </summary>
    public static ShadowModel CaptureModel() => ShadowExecutionEngine.CaptureModel();

    /// <summary>Saves what this process has learned up to now, where <see cref="ShadowOptions.ShadowModelPath"/> or <see cref="ShadowOptions.ModelStore"/> say.</summary>
    /// <returns>False when neither does, or saving failed: <see cref="ShadowStatistics.LastFault"/> then says why.</returns>
    public static bool SaveModel() => ShadowExecutionEngine.SaveModel();

    /// <summary>Takes in everything counted up to now and publishes it before it returns: <see cref="CallGraph"/> is then exact for every call that has begun before.</summary>
    public static void Flush() => ShadowExecutionEngine.Flush();

    /// <summary>Changes options; takes effect with the engine's next round.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public static void Configure(Action<ShadowOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        lock (ConfigureSync)
        {
            var options = _options.Copy();
            configure(options);
            _options = options;
            ShadowExecutionEngine.Configure(options.Copy());
            ManagerHost.Manager.Configure(options.Manager, options.ManagerOptions.Copy());
            ManagerHost.ConfigureAhead(options.Manager, options.ManagerOptions);
        }
    }
}
