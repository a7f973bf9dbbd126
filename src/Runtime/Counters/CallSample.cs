using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>What of a <see cref="CallSample"/> was measured.</summary>
[Flags]
internal enum SampleFlags : byte
{
    None = 0,

    /// <summary>The callees were measured too, so that the exclusive columns hold.</summary>
    HasExclusive = 1,

    /// <summary>CPU time was read.</summary>
    CpuMeasured = 2,

    /// <summary>The callee's result is async: CPU time and bytes cover its synchronous part.</summary>
    AsyncPartial = 4,

    /// <summary>Elapsed time lasts to the completion of the async result, not to the return of the call.</summary>
    ElapsedIsCompletion = 8,

    /// <summary>Some stream or handler of ours was in use in the process.</summary>
    NetworkMeasured = 16,

    /// <summary>The async result had not completed at return and could not be watched: elapsed time is not known.</summary>
    ElapsedUnknown = 32,

    /// <summary>Neither CPU time nor bytes are known. Of recorded calls only.</summary>
    NothingButElapsed = 64,

    /// <summary>What the call itself has called is known: <see cref="CallSample.Callees"/>.</summary>
    HasCallees = 128,
}

/// <summary>One measured call. Times in nanoseconds, sizes in bytes; what measuring itself cost is taken off.</summary>
internal struct CallSample
{
    public int Slot;

    /// <summary>The slot of the call that this one was made in, or 0 at the root of a path.</summary>
    public int ParentSlot;

    /// <summary>The slot of the call that the same caller made before, or 0.</summary>
    public int LastSiblingSlot;

    /// <summary>How many calls this one stands for: the reciprocal of the probability that it was sampled.</summary>
    public float Weight;

    public SampleFlags Flags;

    /// <summary>Which call of the recording under way this was; default when there is none. One that was only recorded has a <see cref="Weight"/> of 0.</summary>
    public RecordedCall Recorded;

    /// <summary>How many of <see cref="Arguments"/> were read; 0 for a callee without argument features.</summary>
    public byte ArgumentCount;

    /// <summary>The callee's argument features as the call began, in the order of its <c>features</c> line.</summary>
    public ArgumentValues Arguments;

    /// <summary>How many of <see cref="Callees"/> there are.</summary>
    public byte CalleeCount;

    /// <summary>What the call has called itself, each slot once, and how often. Of calls with arguments only.</summary>
    public CalleeCounts Callees;

    public long ElapsedNs;
    public long CpuNs;
    public long AllocatedBytes;
    public long NetworkBytes;

    public long ExclusiveElapsedNs;
    public long ExclusiveCpuNs;
    public long ExclusiveAllocatedBytes;
    public long ExclusiveNetworkBytes;
}

/// <summary>Values of argument features: a length, count or magnitude, or the number of an enum or bool value.</summary>
[InlineArray(Capacity)]
internal struct ArgumentValues
{
    /// <summary>Features of one function at most.</summary>
    public const int Capacity = 4;

    private long _first;
}
