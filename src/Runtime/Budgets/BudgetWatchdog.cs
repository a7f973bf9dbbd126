using ShadowGen.Counters;

namespace ShadowGen.Budgets;

/// <summary>
/// The thread that looks at budgets while there are any, every ten milliseconds: it tells flows that have lasted too long, and has each thread that works for a flow with a budget look at its own use at its
/// next call. It goes a second after the last budget. Thread-safe.
/// </summary>
/// <remarks>Of usual priority: it works for microseconds, and a process whose runaway takes all there is needs it to run all the same.</remarks>
internal static class BudgetWatchdog
{
    private const int RoundMilliseconds = 10;
    private const int LingerMilliseconds = 1000;

    private static readonly object Sync = new();
    private static readonly HashSet<BudgetMeter> Meters = [];
    private static readonly List<BudgetThread> Threads = [];
    private static Thread? _thread;

    /// <summary>Whether there is a thread.</summary>
    public static bool IsRunning
    {
        get
        {
            lock (Sync)
                return _thread is not null;
        }
    }

    public static void Watch(BudgetMeter meter)
    {
        lock (Sync)
        {
            Meters.Add(meter);
            if (Meters.Count == 1)
                Monitor.Pulse(Sync);
            if (_thread is not null)
                return;
            _thread = new Thread(Run) { IsBackground = true, Name = "ShadowGen budgets" };
            _thread.UnsafeStart(); // it works for nobody's context
        }
    }

    public static void Forget(BudgetMeter meter)
    {
        lock (Sync)
            Meters.Remove(meter);
    }

    public static void Watch(BudgetThread thread)
    {
        lock (SlotTable.Sync)
            Threads.Add(thread);
    }

    /// <summary>One look at everything.</summary>
    public static void Round()
    {
        lock (Sync)
        {
            foreach (var meter in Meters)
                meter.Look();
        }

        List<string>? silent = null;
        lock (SlotTable.Sync)
        {
            Threads.RemoveAll(static thread => !thread.IsAlive);
            foreach (var thread in Threads)
            {
                if (thread.Arm() is { } what)
                    (silent ??= []).Add(what);
            }
        }

        // Outside of the lock: a report may run a trace listener of the app's.
        silent?.ForEach(BudgetCounts.CountNotEnded);
    }

    private static void Run()
    {
        while (IsWanted())
        {
            try
            {
                Round();
            }
            catch (Exception exception)
            {
                Faults.Caught(exception, "budgets were watched");
            }

            Thread.Sleep(RoundMilliseconds);
        }
    }

    private static bool IsWanted()
    {
        lock (Sync)
        {
            if (Meters.Count > 0 || Monitor.Wait(Sync, LingerMilliseconds) || Meters.Count > 0)
                return true;
            _thread = null;
            return false;
        }
    }
}
