using System.Net;
using System.Net.Sockets;
using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class BandwidthTests
{
    [Fact]
    public void Takings_wait_for_those_before_them()
    {
        var time = new FakeTime();
        var bucket = new ByteBucket(time) { Rate = 1000 };
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.Zero, bucket.Take(50)); // what the tolerance lets through at once
        Assert.Equal(TimeSpan.Zero, bucket.Take(100));
        Assert.Equal(0.1, bucket.Take(200).TotalSeconds, 1e-6);
        Assert.Equal(0.3, bucket.Take(1).TotalSeconds, 1e-6);
        time.Advance(TimeSpan.FromSeconds(0.301));
        Assert.Equal(TimeSpan.Zero, bucket.Take(1));
    }

    [Fact]
    public void Over_time_the_rate_is_held_also_by_waiters_that_wake_up_late()
    {
        var time = new FakeTime();
        var bucket = new ByteBucket(time) { Rate = 1e6 };
        var random = new Random(1);
        var sent = 0;
        while (time.Now < TimeSpan.FromSeconds(100))
        {
            var bytes = random.Next(1, 10_000);
            var wait = bucket.Take(bytes);
            sent += bytes;
            if (wait > TimeSpan.Zero) time.Advance(wait + TimeSpan.FromMilliseconds(5 * random.NextDouble()));
        }

        Assert.InRange(sent / time.Now.TotalSeconds, 0.99e6, 1.01e6);
    }

    [Fact]
    public void Without_a_rate_nothing_waits_and_a_rate_is_above_0()
    {
        var limit = new BandwidthLimit(new FakeTime());

        Assert.Equal(TimeSpan.Zero, limit.Bucket.Take(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => limit.BytesPerSecond = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => limit.BytesPerSecond = double.NaN);
    }

    [Fact]
    public async Task A_stream_writes_what_it_is_given_in_pieces_and_counts_it()
    {
        var limit = new BandwidthLimit { BytesPerSecond = 50e6 };
        using var inner = new MemoryStream();
        var content = new byte[300_000];
        Random.Shared.NextBytes(content);
        await using (var stream = limit.Over(inner))
        {
            await stream.WriteAsync(content.AsMemory(0, 100_000));
            stream.Write(content, 100_000, 100_000);
            await stream.WriteAsync(content.AsMemory(200_000, 99_999), default);
            stream.WriteByte(content[^1]);
            await stream.WriteAsync(ReadOnlyMemory<byte>.Empty);
            Assert.Equal(content, inner.ToArray());
        }

        Assert.Equal(300_000, limit.BytesSent);
        Assert.False(inner.CanWrite);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        var limit = new BandwidthLimit { BytesPerSecond = 1 };
        await using var stream = limit.Over(new MemoryStream());
        await stream.WriteAsync(new byte[1000]);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.WriteAsync(new byte[1], cancellation.Token));
    }

    [Fact]
    public void Paced_sockets_share_the_rate_and_follow_it()
    {
        if (!OperatingSystem.IsLinux()) return; // TryPace says so by false
        var limit = new BandwidthLimit();
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var actuator = new BandwidthActuator(limit);

        Assert.True(limit.TryPace(listener));
        Assert.True(limit.TryPace(other));
        var probe = actuator.Probe(default);
        actuator.Apply(1_000_000, default);
        Assert.Equal((1_000_000, 2), (actuator.Verify(default), limit.Sockets.Count));
        other.Dispose();
        actuator.Apply(500_000, default);
        Assert.Equal((500_000, 1), (actuator.Verify(default), limit.Sockets.Count));
        actuator.Undo(probe.Original, default);
        Assert.Equal(double.PositiveInfinity, actuator.Verify(default));
    }
}
