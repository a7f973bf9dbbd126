using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen;

public sealed partial class ShadowStream
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        var inner = Inner;
        var site = Writing();
        try
        {
            inner.Write(buffer, offset, count);
        }
        catch
        {
            NetworkMeter.WriteFailed();
            throw;
        }

        Sent(site, count, onThisThread: true);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var inner = Inner;
        var site = Writing();
        try
        {
            inner.Write(buffer);
        }
        catch
        {
            NetworkMeter.WriteFailed();
            throw;
        }

        Sent(site, buffer.Length, onThisThread: true);
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value)
    {
        var inner = Inner;
        var site = Writing();
        try
        {
            inner.WriteByte(value);
        }
        catch
        {
            NetworkMeter.WriteFailed();
            throw;
        }

        Sent(site, 1, onThisThread: true);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var inner = Inner;
        var site = Writing();
        Task writing;
        try
        {
            writing = inner.WriteAsync(buffer, offset, count, cancellationToken);
        }
        catch
        {
            NetworkMeter.WriteFailed();
            throw;
        }

        if (!writing.IsCompleted)
            return SentLater(site, writing, count);
        if (writing.IsCompletedSuccessfully)
            Sent(site, count, onThisThread: true);
        else
            NetworkMeter.WriteFailed();
        return writing;
    }

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0027", Justification = "The signatures are those of Stream.")]
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var inner = Inner;
        var site = Writing();
        ValueTask writing;
        try
        {
            writing = inner.WriteAsync(buffer, cancellationToken);
        }
        catch
        {
            NetworkMeter.WriteFailed();
            throw;
        }

        if (!writing.IsCompleted)
            return SentLater(site, writing, buffer.Length);
        if (!writing.IsCompletedSuccessfully)
        {
            NetworkMeter.WriteFailed();
            return writing;
        }

        writing.GetAwaiter().GetResult(); // gives a pooled source back
        Sent(site, buffer.Length, onThisThread: true);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(WriteAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <inheritdoc/>
    public override void EndWrite(IAsyncResult asyncResult) => TaskToAsyncResult.End(asyncResult);

    private static async Task SentLater(NetworkSite site, Task writing, int bytes)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch
        {
            NetworkMeter.WriteFailed();
            throw;
        }

        Sent(site, bytes, onThisThread: false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask SentLater(NetworkSite site, ValueTask writing, int bytes)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch
        {
            NetworkMeter.WriteFailed();
            throw;
        }

        Sent(site, bytes, onThisThread: false);
    }

    private static void Sent(NetworkSite site, int bytes, bool onThisThread)
    {
        if (bytes > 0)
            site.Sent(bytes, onThisThread);
    }

    private NetworkSite Writing() => _connection?.Writing() ?? NetworkMeter.Capture();
}
