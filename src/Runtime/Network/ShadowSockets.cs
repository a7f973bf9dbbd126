using System.Net.Sockets;
using ShadowGen.Counters;
using ShadowGen.Network;

namespace ShadowGen;

/// <summary>Makes the connections of a <see cref="SocketsHttpHandler"/> count their bytes as they cross the socket, below TLS. Thread-safe.</summary>
public static class ShadowSockets
{
    /// <summary>
    /// Connects as <see cref="SocketsHttpHandler"/> does by itself (dual mode, no delay) and counts the connection's bytes.
    /// Set alone, without <see cref="Configure"/>, they belong to no node: what is set-up and what is request is then not known.
    /// </summary>
    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> ConnectCallback { get; } = new CountedConnect(null).ConnectAsync;

    /// <summary>
    /// Counts the bytes of every connection that the handler will make. A <see cref="SocketsHttpHandler.ConnectCallback"/> or
    /// <see cref="SocketsHttpHandler.PlaintextStreamFilter"/> of the caller's stays in use. To book them with nodes, send through <see cref="ShadowHttpHandler"/>.
    /// </summary>
    /// <param name="handler">One that has sent no request yet. Configuring it twice changes nothing.</param>
    /// <returns><paramref name="handler"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The handler has sent requests already.</exception>
    public static SocketsHttpHandler Configure(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        try
        {
            if (handler.ConnectCallback?.Target is not CountedConnect)
                handler.ConnectCallback = handler.ConnectCallback is { } connect ? new CountedConnect(connect).ConnectAsync : ConnectCallback;
            if (handler.PlaintextStreamFilter?.Target is not CountedFilter)
                handler.PlaintextStreamFilter = new CountedFilter(handler.PlaintextStreamFilter).FilterAsync;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "ShadowGen cannot count the bytes of this SocketsHttpHandler: it has sent requests already. Pass it to ShadowHttpHandler or ShadowSockets.Configure before its first request.",
                exception);
        }

        NetworkMeter.Use();
        return handler;
    }

    private sealed class CountedConnect(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            var stream = connect is null
                ? await OpenAsync(context, cancellationToken).ConfigureAwait(false)
                : await connect(context, cancellationToken).ConfigureAwait(false);
            if (stream is null)
                return stream!; // the handler's to complain about
            var connection = new HttpConnectionSite();
            PendingConnections.Add(context.InitialRequestMessage, connection);
            return new ShadowStream(stream, connection);
        }

        private static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>Learns that a connection is set up, and whether it carries one request at a time; leaves the stream as it is.</summary>
    private sealed class CountedFilter(Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>>? filter)
    {
        public ValueTask<Stream> FilterAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
        {
            var connection = PendingConnections.Remove(context.InitialRequestMessage);
            // A proxy tunnel's connection goes on to a TLS handshake after its one request.
            if (context.NegotiatedHttpVersion.Major == 1 && context.InitialRequestMessage.Method != HttpMethod.Connect)
                connection?.BeginRequests();
            return filter is null ? new ValueTask<Stream>(context.PlaintextStream) : filter(context, cancellationToken);
        }
    }
}
