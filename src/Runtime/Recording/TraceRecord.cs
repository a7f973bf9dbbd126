using ShadowGen.Counters;

namespace ShadowGen.Recording;

/// <summary>Half of what a recording knows of a call: how it began, or how it ended. Holds no references: it is written to the spill file as it is.</summary>
internal struct TraceRecord
{
    /// <summary>What an end has in the place of <see cref="Caller"/>.</summary>
    public const int IsEnd = -2;

    /// <summary>Number that is not known.</summary>
    public const long Unknown = -1;

    /// <summary>With <see cref="Index"/>: which call.</summary>
    public int Sequence;

    /// <summary>The call's place in its sequence.</summary>
    public int Index;

    /// <summary>Of a beginning: the place of the caller, or −1. Else <see cref="IsEnd"/>.</summary>
    public int Caller;

    /// <summary>Of a beginning: what was called, a slot on the way to the spill and an operation there. Of an end: how many <see cref="Arguments"/> there are.</summary>
    public int What;

    /// <summary>Nanoseconds. Of a beginning: since the recording began. Of an end: how long the call took.</summary>
    public long TimeNs;

    /// <summary>Bytes that the call allocated; <see cref="Unknown"/> when that was not measured.</summary>
    public long AllocatedBytes;

    /// <summary>Processor time of the call in nanoseconds; <see cref="Unknown"/> when that was not measured.</summary>
    public long CpuNs;

    public ArgumentValues Arguments;

    /// <summary>A beginning.</summary>
    public static TraceRecord Of(RecordedCall call, int caller, int slot, long startNs) => new()
    {
        Sequence = call.Sequence!.Number,
        Index = call.Index,
        Caller = caller,
        What = slot,
        TimeNs = startNs,
    };

    /// <summary>An end.</summary>
    public static TraceRecord Of(in CallSample sample) => new()
    {
        Sequence = sample.Recorded.Sequence!.Number,
        Index = sample.Recorded.Index,
        Caller = IsEnd,
        What = sample.ArgumentCount,
        TimeNs = sample.ElapsedNs,
        AllocatedBytes = (sample.Flags & SampleFlags.NothingButElapsed) == 0 ? sample.AllocatedBytes : Unknown,
        CpuNs = (sample.Flags & SampleFlags.CpuMeasured) != 0 ? sample.CpuNs : Unknown,
        Arguments = sample.Arguments,
    };
}
