#pragma warning disable CA1835 // every overload is called

namespace ShadowGen.Runtime.Tests.Network;

/// <summary>What is counted equals what the peer at the other end of a loopback connection saw.</summary>
[Collection(NetworkTests.Name)]
public class ShadowStreamCountTests
{
    private static readonly byte[] Payload = [.. Enumerable.Range(0, 50_000).Select(i => (byte)i)];

    public static TheoryData<string> Shapes => ["span", "array", "bytes", "memory async", "array async", "begin and end", "copy", "copy async"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Bytes_equal_what_the_peer_saw(string shape)
    {
        var edges = new TestEdges(1);
        var before = new Bytes();
        await using var peer = new EchoPeer();
        var stream = new ShadowStream(await peer.ConnectAsync());
        var answer = new byte[Payload.Length];
        await edges.CallAsync(0, () => EchoAsync(stream, shape, answer));
        await stream.DisposeAsync();
        await peer.DisposeAsync();

        Assert.Equal(Payload, answer);
        Assert.Equal((Payload.Length, Payload.Length), (peer.Received, peer.Sent));
        Assert.Equal((peer.Sent, peer.Received, 0), (before.Received, before.Sent, before.Unattributed));
        Assert.Equal((peer.Sent, peer.Received), Bytes.Of(edges.Callee(0)));
        var profile = edges.Callee(0).Exclusive(ResourceKind.NetworkBytes);
        Assert.Equal((true, 2.0 * Payload.Length), (profile.IsMeasured, profile.Total));
    }

    [Fact]
    public async Task A_cancelled_read_counts_nothing_and_a_later_one_counts_all()
    {
        var before = new Bytes();
        await using var peer = new EchoPeer();
        await using var stream = new ShadowStream(await peer.ConnectAsync());
        using var cancel = new CancellationTokenSource();
        var reading = stream.ReadAsync(new byte[10], cancel.Token);
        Assert.False(reading.IsCompleted);
        await cancel.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Equal(0, before.Received);

        await stream.WriteAsync(new byte[7]);
        await stream.ReadExactlyAsync(new byte[7]);
        Assert.Equal((7, 7, 14), (before.Received, before.Sent, before.Unattributed));
        Assert.Equal((7, 7), (peer.Received, peer.Sent));
    }

    [Fact]
    public async Task A_peer_that_goes_away_leaves_exact_counts_and_a_count_of_what_is_unknown()
    {
        var before = new Bytes();
        var peer = new EchoPeer();
        var stream = new ShadowStream(await peer.ConnectAsync());
        await stream.WriteAsync(new byte[100]);
        await stream.ReadExactlyAsync(new byte[100]);
        await stream.DisposeAsync();
        await peer.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => stream.Write(new byte[1], 0, 1));
        Assert.Throws<ObjectDisposedException>(() => stream.Write([1]));
        Assert.Throws<ObjectDisposedException>(() => stream.WriteByte(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.Equal((100, 100, 4), (before.Received, before.Sent, before.FailedWrites));
    }

    [Fact]
    public async Task Zero_bytes_are_no_bytes()
    {
        var before = new Bytes();
        await using var peer = new EchoPeer();
        await using var stream = new ShadowStream(await peer.ConnectAsync());
        await stream.WriteAsync(ReadOnlyMemory<byte>.Empty);
        await stream.WriteAsync(new byte[3]);
        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
        Assert.Equal((0, 3), (before.Received, before.Sent));
    }

    private static async Task EchoAsync(ShadowStream stream, string shape, byte[] answer)
    {
        var writing = Task.Run(() => WriteAsync(stream, shape));
        switch (shape)
        {
            case "span": for (var at = 0; at < answer.Length;) at += stream.Read(answer.AsSpan(at)); break;
            case "array": for (var at = 0; at < answer.Length;) at += stream.Read(answer, at, answer.Length - at); break;
            case "bytes": for (var at = 0; at < answer.Length; at++) answer[at] = (byte)stream.ReadByte(); break;
            case "memory async": for (var at = 0; at < answer.Length;) at += await stream.ReadAsync(answer.AsMemory(at)); break;
            case "array async": for (var at = 0; at < answer.Length;) at += await stream.ReadAsync(answer, at, answer.Length - at, default); break;
            case "begin and end": for (var at = 0; at < answer.Length;) at += await Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, answer, at, answer.Length - at, null); break;
            case "copy": await writing; stream.CopyTo(new MemoryStream(answer), 777); break;
            case "copy async": await writing; await stream.CopyToAsync(new MemoryStream(answer), 777); break;
        }

        await writing;
    }

    private static async Task WriteAsync(ShadowStream stream, string shape)
    {
        switch (shape)
        {
            case "span": stream.Write(Payload.AsSpan()); break;
            case "array": stream.Write(Payload, 0, Payload.Length); break;
            case "bytes": foreach (var value in Payload) stream.WriteByte(value); break;
            case "memory async": await stream.WriteAsync(Payload.AsMemory()); break;
            case "array async": await stream.WriteAsync(Payload, 0, Payload.Length, default); break;
            case "begin and end": await Task.Factory.FromAsync(stream.BeginWrite, stream.EndWrite, Payload, 0, Payload.Length, null); break;
            default: await new MemoryStream(Payload).CopyToAsync(stream); stream.EndWriting(); break;
        }
    }
}
