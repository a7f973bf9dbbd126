namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>A clock that a test moves: the monotonic one, and the one on the wall by itself.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long _ns;

    public DateTimeOffset Wall { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => 1_000_000_000;

    public TimeSpan Now => TimeSpan.FromTicks(_ns / 100);

    public override long GetTimestamp() => _ns;

    public override DateTimeOffset GetUtcNow() => Wall;

    public void Advance(TimeSpan by) => _ns += by.Ticks * 100;
}
