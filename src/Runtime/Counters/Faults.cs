using System.Diagnostics;

namespace ShadowGen.Counters;

/// <summary>Faults of ours, none of which may reach the host: counted here, and reported once per kind as a trace warning. Thread-safe; never throws.</summary>
internal static class Faults
{
    private static long _lostCalls;
    private static long _internal;
    private static long _stackLow;
    private static int _reported;

    [Flags]
    private enum Kind
    {
        LostCalls = 1,
        Internal = 2,
        Sink = 4,
        Skeleton = 8,
        ModelRead = 16,
        ModelWrite = 32,
        Manager = 64,
        Budget = 128,
    }

    /// <summary>Calls that could not be counted, for want of memory.</summary>
    public static long LostCalls => Volatile.Read(ref _lostCalls);

    /// <summary>Exceptions of ours that were caught.</summary>
    public static long Internal => Volatile.Read(ref _internal);

    /// <summary>Calls deeper than the path holds that found little of the machine's stack left.</summary>
    public static long StackLowCalls => Volatile.Read(ref _stackLow);

    /// <summary>The last fault, as a person reads it; null while there was none.</summary>
    public static string? Last { get; private set; }

    public static void LostCall()
    {
        Interlocked.Increment(ref _lostCalls);
        ReportOnce(Kind.LostCalls, "ShadowGen: no memory for a thread's counters; calls on that thread run uncounted.");
    }

    public static void StackLow() => Interlocked.Increment(ref _stackLow);

    public static void SinkUsed(string owner) =>
        ReportOnce(Kind.Sink, $"ShadowGen: the edges of {owner} could not be registered (more than {SlotTable.MaxSlots} edges in the process, or no memory); its calls run and are counted together, not by edge.");

    public static void BadSkeleton(string owner, string why) =>
        ReportOnce(Kind.Skeleton, $"ShadowGen: the call-graph table of {owner} cannot be read ({why}); its calls run and are left out of the graph. Rebuild it with the ShadowGen version in use.");

    public static void BadModel(string why) =>
        ReportOnce(Kind.ModelRead, $"ShadowGen: what earlier runs learned is left out, and the app goes on without it: {why}");

    public static void ModelNotSaved(string where, Exception exception) =>
        ReportOnce(Kind.ModelWrite, $"ShadowGen: what was learned could not be saved to {where}, and the app goes on: {exception.GetType().Name}: {exception.Message} Set ShadowModelPath to a file that the app may write.");

    public static void Manager(string what) =>
        ReportOnce(Kind.Manager, $"ShadowGen: its manager could not do what it planned, and the app goes on as it was: {what} Shadow.Manager.Decisions has all.");

    public static void NotEnded(string what) =>
        ReportOnce(Kind.Budget, $"ShadowGen: a budget is exceeded and nothing could end it: {what} Shadow.Budgets counts such.");

    public static void Caught(Exception exception, string during)
    {
        Interlocked.Increment(ref _internal);
        ReportOnce(Kind.Internal, $"ShadowGen: a fault of its own was caught while {during}, and the app goes on: {exception.GetType().Name}: {exception.Message}");
    }

    private static void ReportOnce(Kind kind, string message)
    {
        Last = message;
        if ((Interlocked.Or(ref _reported, (int)kind) & (int)kind) != 0)
            return;
        try
        {
            Trace.TraceWarning(message);
        }
        catch (Exception)
        {
            // A trace listener of the host failed: the count above is all that is left to say.
            Interlocked.Increment(ref _internal);
        }
    }
}
