namespace ShadowGen.Counters;

/// <summary>What is known about one measured call.</summary>
[Flags]
internal enum CallSampleFlags : byte
{
    None = 0,

    /// <summary>The exclusive fields are filled: what the call's own shadowed callees used has been taken off.</summary>
    HasExclusive = 1,

    /// <summary>Thread CPU time was read at both ends.</summary>
    CpuMeasured = 2,

    /// <summary>An async callee: CPU time and bytes cover the part before its first suspension only.</summary>
    AsyncPartial = 4,

    /// <summary>Elapsed time lasts until the returned task completed.</summary>
    ElapsedIsCompletion = 8,

    /// <summary>A counted stream or handler was in reach, so that the network bytes are known (and may be 0).</summary>
    NetworkMeasured = 16,

    /// <summary>The async result had not completed at return and could not be watched: how long it took is not known.</summary>
    ElapsedUnknown = 32,
}

/// <summary>One measured call, as a thread hands it to the engine. Times in nanoseconds, the rest in bytes.</summary>
internal struct CallSample
{
    /// <summary>The edge that was called.</summary>
    public int Slot;

    /// <summary>The innermost frame of the path at the call; -1 at the outermost call.</summary>
    public int ParentSlot;

    /// <summary>The call that the same frame made before this one; -1 for its first.</summary>
    public int LastSiblingSlot;

    /// <summary>How many calls this one stands for: the inverse of its chance to be sampled, at least 1.</summary>
    public float Weight;

    public CallSampleFlags Flags;

    public long ElapsedNs;
    public long CpuNs;
    public long AllocatedBytes;
    public long NetworkBytes;

    public long ExclusiveElapsedNs;
    public long ExclusiveCpuNs;
    public long ExclusiveAllocatedBytes;
    public long ExclusiveNetworkBytes;
}
