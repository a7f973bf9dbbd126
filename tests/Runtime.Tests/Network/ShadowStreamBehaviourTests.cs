#pragma warning disable CA2012 // value tasks are looked at before they are awaited: that is what these tests are about
#pragma warning disable CA2215 // the recording stream stays open on purpose
#pragma warning disable CA1835 // every overload is called

namespace ShadowGen.Runtime.Tests.Network;

/// <summary>A wrapped stream behaves as it does bare.</summary>
[Collection(NetworkTests.Name)]
public class ShadowStreamBehaviourTests
{
    [Fact]
    public void Position_length_and_seek_are_the_wrapped_ones()
    {
        var inner = new MemoryStream();
        var stream = new ShadowStream(inner);
        stream.Write([1, 2, 3, 4]);
        stream.Position = 1;
        Assert.Equal((4, 2), (stream.Length, stream.ReadByte()));
        Assert.Equal(3, stream.Seek(-1, SeekOrigin.End));
        stream.SetLength(2);
        Assert.Equal((2, 2, 2), (inner.Length, inner.Position, stream.Position));
        Assert.Equal(-1, stream.ReadByte());
        Assert.Equal((true, true, true, false), (stream.CanRead, stream.CanWrite, stream.CanSeek, stream.CanTimeout));
        Assert.Throws<InvalidOperationException>(() => stream.ReadTimeout);
    }

    [Fact]
    public async Task Timeouts_are_the_wrapped_ones()
    {
        await using var peer = new EchoPeer();
        var inner = await peer.ConnectAsync();
        await using var stream = new ShadowStream(inner) { ReadTimeout = 1, WriteTimeout = 4_321 };
        Assert.Equal((true, 1, 4_321), (stream.CanTimeout, inner.ReadTimeout, inner.WriteTimeout));
        Assert.Throws<IOException>(() => stream.ReadByte());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposal_disposes_the_wrapped_stream_unless_it_is_to_stay_open(bool isAsync)
    {
        var inner = new Recording();
        var owning = new ShadowStream(inner);
        if (isAsync)
            await owning.DisposeAsync();
        else
            owning.Dispose();
        Assert.Equal((isAsync ? 0 : 1, isAsync ? 1 : 0), (inner.Disposals, inner.AsyncDisposals));

        var kept = new Recording();
        var leaving = new ShadowStream(kept, leaveOpen: true);
        if (isAsync)
            await leaving.DisposeAsync();
        else
            leaving.Dispose();
        Assert.Equal((0, 0), (kept.Disposals, kept.AsyncDisposals));
        Assert.Equal((false, false, false), (leaving.CanRead, leaving.CanWrite, leaving.CanSeek));
        Assert.Throws<ObjectDisposedException>(() => leaving.WriteByte(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await leaving.ReadExactlyAsync(new byte[1]));
        kept.WriteByte(1);
    }

    [Fact]
    public async Task Exceptions_come_as_from_the_wrapped_stream()
    {
        var inner = new Recording { Fault = new IOException("of the app") };
        var stream = new ShadowStream(inner);
        Assert.Same(inner.Fault, Assert.Throws<IOException>(() => stream.Read(new byte[1])));
        Assert.Same(inner.Fault, Assert.Throws<IOException>(() => stream.Write(new byte[1])));
        Assert.Same(inner.Fault, Assert.Throws<IOException>(() => stream.Flush()));
        var reading = stream.ReadAsync(new byte[1]);
        Assert.True(reading.IsFaulted);
        Assert.Same(inner.Fault, await Assert.ThrowsAsync<IOException>(async () => await reading));
        var writing = stream.WriteAsync(new byte[1]);
        Assert.True(writing.IsFaulted);
        Assert.Same(inner.Fault, await Assert.ThrowsAsync<IOException>(async () => await writing));
        Assert.Throws<ArgumentNullException>(() => new ShadowStream(null!));
        Assert.Throws<ArgumentNullException>(() => { _ = stream.ReadAsync(null!, 0, 1, default); });
        Assert.True(stream.ReadAsync(new byte[1], new CancellationToken(true)).IsCanceled);
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var edges = new TestEdges(1);
        var stream = new ShadowStream(new MemoryStream(new byte[1 << 16]));
        var buffer = new byte[16];
        Action move = () =>
        {
            stream.Position = 0;
            stream.Write(buffer);
            stream.Write(buffer, 0, 16);
            stream.WriteByte(1);
            stream.WriteAsync(buffer.AsMemory()).GetAwaiter().GetResult();
            stream.WriteAsync(buffer, 0, 16, default).GetAwaiter().GetResult();
            _ = stream.Read(buffer);
            _ = stream.Read(buffer, 0, 16);
            _ = stream.ReadByte();
            _ = stream.ReadAsync(buffer.AsMemory()).GetAwaiter().GetResult();
            _ = stream.ReadAsync(buffer, 0, 16, default).GetAwaiter().GetResult();
        };
        edges.Call(0, () =>
        {
            move();
            move();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
                move();
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        });
    }

    private sealed class Recording : MemoryStream
    {
        public int Disposals { get; private set; }

        public int AsyncDisposals { get; private set; }

        public IOException? Fault { get; init; }

        public override int Read(Span<byte> buffer) => Fault is null ? base.Read(buffer) : throw Fault;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Fault is not null)
                throw Fault;
            base.Write(buffer);
        }

        public override void Flush()
        {
            if (Fault is not null)
                throw Fault;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Fault is null || cancellationToken.IsCancellationRequested ? base.ReadAsync(buffer, cancellationToken) : ValueTask.FromException<int>(Fault);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Fault is null ? base.WriteAsync(buffer, cancellationToken) : ValueTask.FromException(Fault);

        public override ValueTask DisposeAsync()
        {
            AsyncDisposals++;
            return ValueTask.CompletedTask;
        }

        protected override void Dispose(bool disposing) => Disposals++;
    }
}
