using System.Net.Sockets;
using ShadowGen.Allocation;

namespace ShadowGen;

/// <summary>
/// Holds what the process sends to a rate, where it is told to: through <see cref="Over"/> and <see cref="Configure"/> by a token bucket that all share, by <see cref="TryPace"/> in the kernel. Without a rate, which
/// is so until the manager or the app sets one, nothing waits. Receiving is not limited. Any thread.
/// </summary>
public sealed class BandwidthLimit
{
    private readonly ByteBucket _bucket;
    private readonly PacedSockets _sockets = new();
    private long _sent;

    /// <summary>One without a rate.</summary>
    public BandwidthLimit()
        : this(TimeProvider.System)
    {
    }

    internal BandwidthLimit(TimeProvider time) => _bucket = new(time);

    /// <summary>Bytes a second, above 0; infinite, as unless set: no limit. Streams together send so many, and paced sockets together as many again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
    public double BytesPerSecond
    {
        get => _bucket.Rate;
        set
        {
            if (!(value > 0)) throw new ArgumentOutOfRangeException(nameof(value), value, "BytesPerSecond is what may be sent in a second: set it above 0, or to infinity for no limit.");
            _bucket.Rate = value;
            _sockets.SetRate(value);
        }
    }

    /// <summary>Bytes sent through streams of this limit.</summary>
    public long BytesSent => Volatile.Read(ref _sent);

    internal PacedSockets Sockets => _sockets;

    internal ByteBucket Bucket => _bucket;

    /// <summary>A stream whose writes are held to the rate; all else is the inner stream's, which is closed with it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public Stream Over(Stream inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new LimitedStream(inner, this);
    }

    /// <summary>Holds what a handler's connections send to the rate, above TLS. A <see cref="SocketsHttpHandler.PlaintextStreamFilter"/> of the caller's stays in use.</summary>
    /// <param name="handler">One that has sent no request yet.</param>
    /// <returns><paramref name="handler"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The handler has sent requests already.</exception>
    public SocketsHttpHandler Configure(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var inner = handler.PlaintextStreamFilter;
        handler.PlaintextStreamFilter = async (context, cancellationToken) =>
            Over(inner is null ? context.PlaintextStream : await inner(context, cancellationToken).ConfigureAwait(false));
        return handler;
    }

    /// <summary>
    /// Has the kernel pace a TCP socket (<c>SO_MAX_PACING_RATE</c>, socket(7)): paced sockets share the rate evenly, and follow it while they live. Costs nothing on the way of a byte.
    /// </summary>
    /// <returns>False where the system has no such option: Linux has.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    public bool TryPace(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return _sockets.TryAdd(socket, BytesPerSecond);
    }

    internal void Count(int bytes) => Interlocked.Add(ref _sent, bytes);
}
