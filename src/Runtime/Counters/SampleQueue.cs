namespace ShadowGen.Counters;

/// <summary>Carries samples from all threads to the engine. A full queue drops, and counts what it dropped.</summary>
/// <remarks>
/// One queue for the process rather than one ring a thread: a sample costs hundreds of nanoseconds and is rare, so that
/// sharing adds nothing that can be measured, while rings for thousands of threads would be most of their memory.
/// </remarks>
/// <param name="capacity">Samples it holds; a power of two.</param>
internal sealed class SampleQueue(int capacity)
{
    private readonly BoundedQueue<CallSample> _samples = new(capacity);
    private long _dropped;

    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Counts a sample that was never made.</summary>
    public void CountDropped() => Interlocked.Increment(ref _dropped);

    /// <summary>Adds a sample. False when the queue is full; the sample is then dropped and counted.</summary>
    public bool TryEnqueue(in CallSample sample)
    {
        if (_samples.TryEnqueue(in sample))
            return true;
        CountDropped();
        return false;
    }

    /// <summary>Takes the oldest sample out. One consumer at a time.</summary>
    public bool TryDequeue(out CallSample sample) => _samples.TryDequeue(out sample);
}
