namespace ShadowGen.Admission;

/// <summary>Nanoseconds since it was made. Thread-safe.</summary>
internal sealed class AdmissionClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly double _period = 1e9 / time.TimestampFrequency;

    public double Now => (time.GetTimestamp() - _start) * _period;
}
