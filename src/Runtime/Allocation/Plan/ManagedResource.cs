namespace ShadowGen;

/// <summary>What a plan sets.</summary>
public enum ManagedResource
{
    /// <summary>Threads that the ThreadPool makes at once when work waits: its minimum of worker threads.</summary>
    PoolThreads,

    /// <summary>How many threads a parallel loop of the app may use: <see cref="Shadow.Parallelism"/>.</summary>
    Parallelism,

    /// <summary>1: the garbage collector avoids long pauses (<see cref="System.Runtime.GCLatencyMode.SustainedLowLatency"/>); 0: the app's own mode.</summary>
    CollectorLatency,

    /// <summary>1: the heap is collected now, since nothing is expected to come; 0: nothing is done.</summary>
    IdleCollection,

    /// <summary>The most bytes that the managed heap may take (<c>GCHeapHardLimit</c>).</summary>
    HeapLimit,

    /// <summary>Cores that the control group may use.</summary>
    CpuQuota,

    /// <summary>Bytes that the control group may hold.</summary>
    MemoryLimit,

    /// <summary>Processors that threads may run on.</summary>
    Affinity,

    /// <summary>Bytes a second that may be sent through <see cref="Shadow.Bandwidth"/>.</summary>
    NetworkRate,
}
