using System.Net.Sockets;

namespace ShadowGen.Allocation;

/// <summary>Sockets that the kernel paces, for as long as somebody else holds them. Any thread.</summary>
internal sealed class PacedSockets
{
    private const int SocketLevel = 1;
    private const int MaxPacingRate = 47;

    private readonly Lock _sync = new();
    private readonly List<WeakReference<Socket>> _sockets = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_sync)
                return Live().Count;
        }
    }

    public bool TryAdd(Socket socket, double rate)
    {
        if (!OperatingSystem.IsLinux()) return false;
        lock (_sync)
        {
            if (!TrySet(socket, rate)) return false;
            _sockets.Add(new(socket));
            Share(rate);
            return true;
        }
    }

    public void SetRate(double rate)
    {
        lock (_sync)
            Share(rate);
    }

    /// <summary>Bytes a second of all together, as the kernel says; infinite where there are none.</summary>
    public double ReadRate()
    {
        lock (_sync)
        {
            var sum = 0.0;
            foreach (var socket in Live())
            {
                if (Get(socket) is { } rate) sum += rate;
            }
            return sum > 0 ? sum : double.PositiveInfinity;
        }
    }

    private void Share(double rate)
    {
        var live = Live();
        foreach (var socket in live) _ = TrySet(socket, rate / live.Count);
    }

    private List<Socket> Live()
    {
        var live = new List<Socket>(_sockets.Count);
        _sockets.RemoveAll(reference =>
        {
            if (!reference.TryGetTarget(out var socket) || socket.SafeHandle.IsClosed) return true;
            live.Add(socket);
            return false;
        });
        return live;
    }

    // The kernel takes 8 bytes as well as 4, and all ones for no limit.
    private static bool TrySet(Socket socket, double rate)
    {
        try
        {
            socket.SetRawSocketOption(SocketLevel, MaxPacingRate, BitConverter.GetBytes(rate < long.MaxValue ? (ulong)Math.Max(1, rate) : ulong.MaxValue));
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static double? Get(Socket socket)
    {
        try
        {
            Span<byte> value = stackalloc byte[sizeof(ulong)];
            return socket.GetRawSocketOption(SocketLevel, MaxPacingRate, value) == sizeof(ulong)
                ? BitConverter.ToUInt64(value) is var rate && rate == ulong.MaxValue ? double.PositiveInfinity : rate
                : BitConverter.ToUInt32(value) is var narrow && narrow == uint.MaxValue ? double.PositiveInfinity : narrow;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
