namespace ShadowGen;

/// <summary>What a call uses.</summary>
public enum ResourceKind
{
    /// <summary>CPU time of the calling thread, in nanoseconds.</summary>
    CpuTime = 0,

    /// <summary>Elapsed (wall-clock) time, in nanoseconds. For an async method until its task completes.</summary>
    ElapsedTime = 1,

    /// <summary>Bytes allocated on the managed heap by the calling thread.</summary>
    AllocatedBytes = 2,

    /// <summary>Bytes received and sent through counted streams and handlers.</summary>
    NetworkBytes = 3,
}
