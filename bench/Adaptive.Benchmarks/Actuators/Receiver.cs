using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShadowGen.Adaptive.Benchmarks.Actuators;

/// <summary>Both ends of a connection on loopback; what arrives in a second is counted at the far one.</summary>
internal sealed class Receiver : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly Socket _far;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private volatile bool _ends;

    public Receiver()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        // A full buffer must be small against what is measured.
        Near = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = BufferBytes };
        Near.Connect(listener.LocalEndPoint!);
        _far = listener.Accept();
    }

    public Socket Near { get; }

    /// <summary>Bytes a second that arrive while as much is sent as goes.</summary>
    public double Measure(Stream stream, TimeSpan settling, TimeSpan length)
    {
        _ends = false;
        var sender = new Thread(() =>
        {
            var content = new byte[BufferBytes];
            while (!_ends) stream.Write(content);
        });
        sender.Start();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < settling) _far.Receive(_buffer);
        var (begun, bytes) = (clock.Elapsed, 0L);
        while (clock.Elapsed - begun < length) bytes += _far.Receive(_buffer);
        var rate = bytes / (clock.Elapsed - begun).TotalSeconds;
        _ends = true;
        while (sender.IsAlive)
        {
            if (_far.Available > 0) _far.Receive(_buffer);
            else Thread.Sleep(1);
        }
        while (_far.Available > 0) _far.Receive(_buffer);
        return rate;
    }

    public void Dispose()
    {
        Near.Dispose();
        _far.Dispose();
    }
}
