namespace ShadowGen.Counters;

/// <summary>What the threads have measured: the samples on their way to the engine, and how much measuring there was. Thread-safe.</summary>
internal static class Measurements
{
    /// <summary>Entries that are read in the time of a forced call.</summary>
    private const int EntriesOfForced = 16;

    private static long _measured;
    private static long _forced;

    public static SampleQueue Queue { get; } = new(8192);

    /// <summary>Hands a finished measurement to those that want it: the engine if the call was sampled, the recording if it was recorded.</summary>
    public static void Deliver(in CallSample sample)
    {
        RecordedCall.End(in sample);
        if (sample.Weight > 0)
            Queue.TryEnqueue(in sample);
    }

    /// <summary>Calls measured so far, without those that were only recorded.</summary>
    public static long Measured => Volatile.Read(ref _measured);

    /// <summary>Calls that took the slow path unmeasured because a measurement around them was under way.</summary>
    public static long Forced => Volatile.Read(ref _forced);

    public static void CountMeasured() => Interlocked.Increment(ref _measured);

    public static void CountForced() => Interlocked.Increment(ref _forced);

    /// <summary>Counts entries of a flight recorder that were read on its own thread: as many forced calls as cost the same.</summary>
    public static void CountRead(int entries)
    {
        if (entries >= EntriesOfForced) Interlocked.Add(ref _forced, entries / EntriesOfForced);
    }

    /// <summary>Counts a measured step of an enumeration: as many forced calls as cost the same.</summary>
    public static void CountStep() => Interlocked.Add(ref _forced, 1 + (MeasurementCost.TotalNs / Math.Max(1, MeasurementCost.ForcedTotalNs)));
}
