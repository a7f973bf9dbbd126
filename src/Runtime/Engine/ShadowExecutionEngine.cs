using ShadowGen.Counters;
using ShadowGen.Engine;
using ShadowGen.Prediction;

namespace ShadowGen;

/// <summary>
/// The background thread that turns counters, samples and flight recorders into the published call graph and predictions.
/// It starts with the first shadowed call and needs no care. Thread-safe.
/// </summary>
public static class ShadowExecutionEngine
{
    private static readonly EngineCore Core = new(new ShadowPredictor());
    private static readonly Lock Sync = new();
    private static readonly AutoResetEvent Wake = new(false);
    private static ShadowSnapshot _snapshot = ShadowSnapshot.Empty;
    private static Thread? _thread;

    /// <summary>What the engine and the measuring have cost and seen so far.</summary>
    /// <remarks>Faults are those of this moment, also when they kept the engine from ever finishing a round; the rest is of its last round.</remarks>
    public static ShadowStatistics Statistics =>
        Core.Statistics with { Faults = Faults.Internal, LastFault = Faults.Last, LostCalls = Faults.LostCalls };

    internal static PredictionQuality Quality => Core.Quality;

    internal static ShadowSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Starts the thread, once. Never throws: without it, <see cref="Flush"/> still brings the graph up to date.</summary>
    internal static void EnsureStarted()
    {
        if (Volatile.Read(ref _thread) is not null || Environment.HasShutdownStarted)
            return;
        try
        {
            var thread = new Thread(Run) { IsBackground = true, Name = "ShadowGen engine", Priority = ThreadPriority.BelowNormal };
            if (Interlocked.CompareExchange(ref _thread, thread, null) is null)
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
            Core.Options = options;
        Wake.Set();
    }

    private static void Run()
    {
        while (true)
        {
            var pause = TimeSpan.FromSeconds(1);
            try
            {
                pause = Tick(everything: false);
                ManifestLoader.RegisterRest();
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
        lock (Sync)
        {
            var pause = Core.Tick(everything, out var snapshot);
            Volatile.Write(ref _snapshot, snapshot);
            return pause;
        }
    }
}
