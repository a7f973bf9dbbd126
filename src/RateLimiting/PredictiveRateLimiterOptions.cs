namespace ShadowGen;

/// <summary>Settings of a <see cref="PredictiveRateLimiter"/>. Read once, when it is made. Not thread-safe.</summary>
public sealed class PredictiveRateLimiterOptions
{
    /// <summary>From asking for admission to the end of the work; what is learned aims at it. 1 ms to 10 minutes; 1 second unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of that.</exception>
    public TimeSpan LatencyTarget
    {
        get;
        set => field = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromMinutes(10)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "LatencyTarget is the time in which work is to be done: set it between 1 millisecond and 10 minutes.");
    } = TimeSpan.FromSeconds(1);

    /// <summary>The time of a processor, or of waiting, that one permit stands for. 1 microsecond to 1 second; 10 microseconds unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of that.</exception>
    public TimeSpan PermitCost
    {
        get;
        set => field = value >= TimeSpan.FromMicroseconds(1) && value <= TimeSpan.FromSeconds(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PermitCost is the time that one permit stands for: set it between 1 microsecond and 1 second.");
    } = TimeSpan.FromMicroseconds(10);

    /// <summary>How much work may wait for admission, in requests; beyond it the longest of the queues loses its oldest. 0 (nothing waits) to 1,000,000; 10,000 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of that.</exception>
    public int QueueLimit
    {
        get;
        set => field = value is >= 0 and <= 1_000_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "QueueLimit is a number of requests: set it between 0 and 1,000,000.");
    } = 10_000;

    /// <summary>Processors that do the work: what the capacity begins with, and the least that it falls to. 1 to 4,096; those of the process unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of that.</exception>
    public int Processors
    {
        get;
        set => field = value is >= 1 and <= 4096
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Processors is a number of processors: set it between 1 and 4,096.");
    } = Environment.ProcessorCount;

    /// <summary>Where time comes from; the system's unless set.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;
}
