using System.Diagnostics.CodeAnalysis;
using ShadowGen.Counters;
using ShadowGen.Network;

namespace ShadowGen;

/// <summary>
/// Counts the bytes that cross a stream, and books each operation's with the call-graph node and flow that began it:
/// the innermost shadowed call of the calling thread, else the root of its flow, else nobody. In all else it is the stream that it wraps.
/// </summary>
/// <remarks>
/// <para>
/// After an <c>await</c> the calls around it are off the thread's path, and the innermost one is the root of the flow. Bytes that a completed operation
/// reports are counted; a write that fails or is cancelled counts none (<see cref="ShadowStatistics.NetworkWritesFailed"/> says how many there were).
/// </para>
/// <para>
/// From the first such stream on, a node that moves nothing through one says 0 bytes: wrap every stream whose bytes should be seen, each once.
/// Thread-safe as far as the wrapped stream is. Counting allocates nothing but, now and then, for an operation that completes later.
/// </para>
/// </remarks>
public sealed partial class ShadowStream : Stream
{
    private readonly Stream _inner;
    private readonly HttpConnectionSite? _connection;
    private readonly bool _leaveOpen;
    private bool _isReleased;

    /// <summary>Wraps a stream.</summary>
    /// <param name="stream">Any stream.</param>
    /// <param name="leaveOpen">False: disposing this stream disposes the wrapped one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public ShadowStream(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _inner = stream;
        _leaveOpen = leaveOpen;
        NetworkMeter.Use();
    }

    internal ShadowStream(Stream stream, HttpConnectionSite connection)
        : this(stream) => _connection = connection;

    /// <inheritdoc/>
    public override bool CanRead => !_isReleased && _inner.CanRead;

    /// <inheritdoc/>
    public override bool CanWrite => !_isReleased && _inner.CanWrite;

    /// <inheritdoc/>
    public override bool CanSeek => !_isReleased && _inner.CanSeek;

    /// <inheritdoc/>
    public override bool CanTimeout => !_isReleased && _inner.CanTimeout;

    /// <inheritdoc/>
    public override long Length => Inner.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => Inner.Position;
        set => Inner.Position = value;
    }

    /// <inheritdoc/>
    public override int ReadTimeout
    {
        get => Inner.ReadTimeout;
        set => Inner.ReadTimeout = value;
    }

    /// <inheritdoc/>
    public override int WriteTimeout
    {
        get => Inner.WriteTimeout;
        set => Inner.WriteTimeout = value;
    }

    internal Stream Wrapped => _inner;

    /// <summary>The wrapped stream, unless this one was disposed and left it open: then it is no longer this one's to use.</summary>
    private Stream Inner
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isReleased, this);
            return _inner;
        }
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Inner.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => Inner.SetLength(value);

    /// <inheritdoc/>
    public override void Flush() => Inner.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    [SuppressMessage("Usage", "CA2215", Justification = "The base would dispose the wrapped stream a second time, synchronously.")]
    public override ValueTask DisposeAsync()
    {
        Release();
        GC.SuppressFinalize(this);
        return _leaveOpen ? ValueTask.CompletedTask : _inner.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release();
            if (!_leaveOpen)
                _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Release()
    {
        _isReleased = _leaveOpen;
        _connection?.Close();
    }
}
