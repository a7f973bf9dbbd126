using System.Net;
using System.Net.Sockets;

namespace ShadowGen.Runtime.Tests.Network;

/// <summary>The other end of loopback TCP connections: counts every byte that crosses the socket, by itself.</summary>
internal abstract class Peer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private long _received;
    private long _sent;
    private int _accepted;

    protected Peer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes that came from the program under test.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Bytes that went to it.</summary>
    public long Sent => Volatile.Read(ref _sent);

    public int Connections => Volatile.Read(ref _accepted);

    public async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Task[] connections;
        lock (_connections)
            connections = [.. _connections];
        await Task.WhenAll(connections);
    }

    protected abstract Task ServeAsync(Connection connection);

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try { socket = await _listener.AcceptSocketAsync(); }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException) { return; }
            Interlocked.Increment(ref _accepted);
            lock (_connections)
                _connections.Add(Task.Run(() => RunAsync(socket)));
        }
    }

    private async Task RunAsync(Socket socket)
    {
        using (socket)
        {
            try { await ServeAsync(new Connection(this, socket)); }
            catch (SocketException) { /* the program under test went away: what was counted stands */ }
        }
    }

    internal sealed class Connection(Peer peer, Socket socket)
    {
        /// <summary>0 at the end.</summary>
        public async Task<int> ReadAsync(Memory<byte> buffer)
        {
            var bytes = await socket.ReceiveAsync(buffer);
            Interlocked.Add(ref peer._received, bytes);
            return bytes;
        }

        public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
        {
            // Counted first: the program may have read them before this goes on.
            Interlocked.Add(ref peer._sent, bytes.Length);
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes)..];
        }

        public void EndWriting() => socket.Shutdown(SocketShutdown.Send);
    }
}

/// <summary>Sends back whatever comes.</summary>
internal sealed class EchoPeer : Peer
{
    protected override async Task ServeAsync(Connection connection)
    {
        var buffer = new byte[8192];
        while (await connection.ReadAsync(buffer) is > 0 and var bytes)
            await connection.WriteAsync(buffer.AsMemory(0, bytes));
        connection.EndWriting();
    }
}
