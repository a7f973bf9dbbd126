using System.Runtime.InteropServices;
using ShadowGen.Counters;
using ShadowGen.Engine;
using ShadowGen.Live;
using ShadowGen.Prediction;

namespace ShadowGen;

/// <summary>
/// The background thread that turns counters, samples and flight recorders into the published call graph and predictions.
/// It starts with the first shadowed call and needs no care. Thread-safe.
/// </summary>
public static class ShadowExecutionEngine
{
    private static readonly Lock Sync = new();
    private static readonly Lock Creating = new();
    private static readonly AutoResetEvent Wake = new(false);
    private static ShadowSnapshot _snapshot = ShadowSnapshot.Empty;
    private static readonly List<PosixSignalRegistration> Signals = []; // kept: a registration ends with its object
    private static readonly TimeSpan ExitWait = TimeSpan.FromSeconds(5);
    private static bool _savesOnSignals;
    private static bool _hasModel;
    private static Thread? _thread;
    private static ShadowOptions _options = new();
    private static EngineCore? _core;

    /// <summary>What the engine and the measuring have cost and seen so far.</summary>
    /// <remarks>Faults are those of this moment, also when they kept the engine from ever finishing a round; the rest is of its last round.</remarks>
    public static ShadowStatistics Statistics =>
        (Existing?.Statistics ?? default) with { Faults = Faults.Internal, LastFault = Faults.Last, LostCalls = Faults.LostCalls };

    internal static PredictionQuality Quality => Existing?.Quality ?? default;

    internal static ShadowSnapshot Snapshot => Volatile.Read(ref _snapshot);

    private static EngineCore? Existing => Volatile.Read(ref _core);

    // Made by whoever needs it first, which is its own thread as a rule: its tables take long enough for an app to notice that starts.
    private static EngineCore Core
    {
        get
        {
            if (Existing is { } existing)
                return existing;
            lock (Creating)
            {
                if (Existing is { } made)
                    return made;
                var core = new EngineCore(new ShadowPredictor());
                lock (Sync)
                {
                    core.Options = _options;
                    Volatile.Write(ref _core, core);
                }

                return core;
            }
        }
    }

    /// <summary>
    /// Starts the thread, once; one that waits for functions, to give them what earlier runs learned, wakes up. Never throws: without the thread, <see cref="Flush"/> still brings the graph up to date.
    /// </summary>
    internal static void EnsureStarted()
    {
        if (Volatile.Read(ref _thread) is not null)
        {
            if (Volatile.Read(ref _hasModel))
                Wake.Set();
            return;
        }
        if (Environment.HasShutdownStarted)
            return;
        try
        {
            var thread = new Thread(Run) { IsBackground = true, Name = "ShadowGen engine", Priority = ThreadPriority.BelowNormal };
            if (Interlocked.CompareExchange(ref _thread, thread, null) is not null)
                return;
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => SaveModel(); // here, so that a process that ends before the thread has begun is saved as well
            thread.UnsafeStart();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its engine thread was started");
        }
    }

    /// <summary>Takes in everything counted up to now and publishes it.</summary>
    internal static void Flush()
    {
        try
        {
            Tick(everything: true);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the model was brought up to date");
        }
    }

    internal static void Configure(ShadowOptions options)
    {
        lock (Sync)
        {
            _options = options;
            if (Existing is { } core)
                core.Options = options;
        }

        if (options.ModelStore is not null || options.ShadowModelPath is not null)
            EnsureStarted();
        Wake.Set();
    }

    /// <summary>What the process has learned up to now, and what it knows of earlier runs. Never throws.</summary>
    internal static ShadowModel CaptureModel()
    {
        try
        {
            var core = Core;
            lock (Sync)
            {
                Tick(everything: true);
                return ShadowModel.Merge(core.Model.Known, core.Model.Capture(core.Options));
            }
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the model was captured");
            return ShadowModel.Empty;
        }
    }

    /// <summary>Saves what was learned up to now, wherever models are kept.</summary>
    internal static bool SaveModel()
    {
        try
        {
            if (Core.Model.StoreOf(Core.Options) is null || !Sync.TryEnter(ExitWait))
                return false;
            ShadowModel contribution;
            try
            {
                Tick(everything: true);
                contribution = Core.Model.Capture(Core.Options);
            }
            finally
            {
                Sync.Exit();
            }

            return Core.Model.Save(Core.Options, contribution);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the model was saved");
            return false;
        }
    }

    private static void SaveIfDue()
    {
        ShadowModel? contribution;
        lock (Sync)
            contribution = Core.CaptureIfDue();
        if (contribution is null)
            return;
        var begun = ThreadClock.Cpu();
        Core.Model.Save(Core.Options, contribution);
        lock (Sync)
            Core.Charge(ThreadClock.Cpu() - begun);
    }

    // The runtime raises ProcessExit at the end of Main and on Environment.Exit. A signal that nobody handles ends the process at once: it is handled here, and goes on to do what it does.
    private static void SaveOnSignals()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsBrowser())
            return;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP])
            Signals.Add(PosixSignalRegistration.Create(signal, static _ => SaveModel()));
    }

    // All functions are known to the first round, and what earlier runs have learned of them.
    private static void Begin()
    {
        try
        {
            var core = Core;
            lock (Sync)
                core.Begin();
            ManifestLoader.RegisterRest();
            Load();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its engine began");
        }
    }

    private static void Load()
    {
        if (Core.Model.Load(Core.Options))
            Volatile.Write(ref _hasModel, true);
    }

    private static void Run()
    {
        Begin();
        while (true)
        {
            var pause = TimeSpan.FromSeconds(1);
            try
            {
                Load();
                pause = Tick(everything: false);
                ManifestLoader.RegisterRest();
                SaveIfDue();
                LiveView.StartIfOn(Core.Options);
                if (!_savesOnSignals && Core.Model.StoreOf(Core.Options) is not null)
                {
                    _savesOnSignals = true;
                    SaveOnSignals();
                }
            }
            catch (Exception exception)
            {
                Faults.Caught(exception, "its engine updated the model");
            }

            Wake.WaitOne(pause);
        }
    }

    private static TimeSpan Tick(bool everything)
    {
        var core = Core;
        lock (Sync)
        {
            var pause = core.Tick(everything, out var snapshot);
            Volatile.Write(ref _snapshot, snapshot);
            return pause;
        }
    }
}
