using ShadowGen.Recording;

namespace ShadowGen;

/// <summary>Bounds of what <see cref="Shadow.RecordTrace"/> records.</summary>
public sealed class ShadowTraceOptions
{
    private const long Most = 100_000_000;

    private long _maxEvents = 1_000_000;

    /// <summary>Records that may wait to be written; a power of two.</summary>
    internal int QueueLength { get; init; } = TraceSpill.UsualQueue;

    /// <summary>Calls after which a recording takes in no more: 1 to 100,000,000; 1,000,000 unless set, which is some 20 to 40 MB in the end and 200 MB of temporary file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 1 to 100,000,000.</exception>
    public long MaxEvents
    {
        get => _maxEvents;
        set => _maxEvents = value is >= 1 and <= Most
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxEvents is a number of calls: set it between 1 and 100,000,000.");
    }
}
