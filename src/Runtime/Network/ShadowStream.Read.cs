using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen;

// CopyTo and CopyToAsync are those of Stream: they read through here, so that a long copy is counted as it goes.
public sealed partial class ShadowStream
{
    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var inner = Inner;
        var site = Reading();
        return Received(site, inner.Read(buffer, offset, count));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var inner = Inner;
        var site = Reading();
        return Received(site, inner.Read(buffer));
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        var inner = Inner;
        var site = Reading();
        var value = inner.ReadByte();
        Received(site, value < 0 ? 0 : 1);
        return value;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var inner = Inner;
        var site = Reading();
        var reading = inner.ReadAsync(buffer, offset, count, cancellationToken);
        if (!reading.IsCompleted)
            return ReceivedLater(site, reading);
        if (reading.IsCompletedSuccessfully)
            Received(site, reading.Result);
        return reading;
    }

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0027", Justification = "The signatures are those of Stream.")]
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var inner = Inner;
        var site = Reading();
        var reading = inner.ReadAsync(buffer, cancellationToken);
        if (reading.IsCompletedSuccessfully)
            return new ValueTask<int>(Received(site, reading.Result));
        return reading.IsCompleted ? reading : ReceivedLater(site, reading);
    }

    /// <inheritdoc/>
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <inheritdoc/>
    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    private async Task<int> ReceivedLater(NetworkSite site, Task<int> reading)
    {
        var bytes = await reading.ConfigureAwait(false);
        ReceivedNow(site, bytes, onThisThread: false);
        return bytes;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceivedLater(NetworkSite site, ValueTask<int> reading)
    {
        var bytes = await reading.ConfigureAwait(false);
        ReceivedNow(site, bytes, onThisThread: false);
        return bytes;
    }

    /// <summary>Who reads; on a connection that is known only when bytes arrive.</summary>
    private NetworkSite Reading() => _connection is null ? NetworkMeter.Capture() : default;

    private int Received(NetworkSite site, int bytes)
    {
        ReceivedNow(site, bytes, onThisThread: true);
        return bytes;
    }

    private void ReceivedNow(NetworkSite site, int bytes, bool onThisThread)
    {
        if (bytes > 0)
            (_connection?.Reading ?? site).Received(bytes, onThisThread);
    }
}
