using ShadowGen.Counters;

namespace ShadowGen.Budgets;

/// <summary>What became of budgets, in the whole process. Thread-safe.</summary>
internal static class BudgetCounts
{
    private static long _exceeded;
    private static long _thrown;
    private static long _deferred;
    private static long _notEnded;

    public static BudgetStatistics Current => new()
    {
        Exceeded = Volatile.Read(ref _exceeded),
        Thrown = Volatile.Read(ref _thrown),
        Deferred = Volatile.Read(ref _deferred),
        NotEnded = Volatile.Read(ref _notEnded),
    };

    public static void CountExceeded() => Interlocked.Increment(ref _exceeded);

    public static void CountThrown() => Interlocked.Increment(ref _thrown);

    public static void CountDeferred() => Interlocked.Increment(ref _deferred);

    public static void CountNotEnded(string what)
    {
        Interlocked.Increment(ref _notEnded);
        Faults.NotEnded(what);
    }
}
