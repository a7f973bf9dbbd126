using System.ComponentModel;
using System.Net.Sockets;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>
/// Books the bytes that a service call has moved with its edge, and hands its result on. Called by emitted code only, around the call and within its frame.
/// Never throws, and leaves the result what it was: the same task; a value task that has none behind it is awaited in the caller's stead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ShadowBytes
{
    /// <summary>The call has read or received as many bytes as it returned.</summary>
    public static int Read(int slot, object? on, int bytes)
    {
        if (ShadowCall.On)
            ServiceSite.Of(slot, on).Read(bytes, onThisThread: true);
        return bytes;
    }

    /// <inheritdoc cref="Read(int, object, int)"/>
    public static long Read(int slot, object? on, long bytes)
    {
        if (ShadowCall.On)
            ServiceSite.Of(slot, on).Read(bytes, onThisThread: true);
        return bytes;
    }

    /// <summary>The call has read or received what it returned.</summary>
    public static byte[] Read(int slot, object? on, byte[] result)
    {
        if (ShadowCall.On && result is not null)
            ServiceSite.Of(slot, on).Read(result.Length, onThisThread: true);
        return result!;
    }

    /// <inheritdoc cref="Read(int, object, int)"/>
    public static Task<int> Read(int slot, object? on, Task<int> result) => Later(slot, on, result, static (site, bytes, isHere) => site.Read(bytes, isHere));

    /// <inheritdoc cref="Read(int, object, int)"/>
    public static ValueTask<int> Read(int slot, object? on, ValueTask<int> result) => Later(slot, on, result, static (site, bytes, isHere) => site.Read(bytes, isHere));

    /// <inheritdoc cref="Read(int, object, byte[])"/>
    public static Task<byte[]> Read(int slot, object? on, Task<byte[]> result) => Later(slot, on, result, static (site, bytes, isHere) => site.Read(bytes.Length, isHere));

    /// <summary>The call has received a datagram.</summary>
    public static Task<UdpReceiveResult> Read(int slot, object? on, Task<UdpReceiveResult> result) =>
        Later(slot, on, result, static (site, received, isHere) => site.Read(received.Buffer.Length, isHere));

    /// <inheritdoc cref="Read(int, object, Task{UdpReceiveResult})"/>
    public static ValueTask<UdpReceiveResult> Read(int slot, object? on, ValueTask<UdpReceiveResult> result) =>
        Later(slot, on, result, static (site, received, isHere) => site.Read(received.Buffer.Length, isHere));

    /// <inheritdoc cref="Read(int, object, Task{UdpReceiveResult})"/>
    public static Task<SocketReceiveFromResult> Read(int slot, object? on, Task<SocketReceiveFromResult> result) =>
        Later(slot, on, result, static (site, received, isHere) => site.Read(received.ReceivedBytes, isHere));

    /// <inheritdoc cref="Read(int, object, Task{UdpReceiveResult})"/>
    public static ValueTask<SocketReceiveFromResult> Read(int slot, object? on, ValueTask<SocketReceiveFromResult> result) =>
        Later(slot, on, result, static (site, received, isHere) => site.Read(received.ReceivedBytes, isHere));

    /// <summary>The call has read or received a number of bytes that its arguments tell.</summary>
    public static void ReadAll(int slot, object? on, long bytes)
    {
        if (ShadowCall.On)
            ServiceSite.Of(slot, on).Read(bytes, onThisThread: true);
    }

    /// <inheritdoc cref="ReadAll(int, object, long)"/>
    public static Task ReadAll(int slot, object? on, long bytes, Task result) => Later(slot, on, bytes, result, static (site, moved, isHere) => site.Read(moved, isHere));

    /// <inheritdoc cref="ReadAll(int, object, long)"/>
    public static ValueTask ReadAll(int slot, object? on, long bytes, ValueTask result) => Later(slot, on, bytes, result, static (site, moved, isHere) => site.Read(moved, isHere));

    /// <summary>The call has sent as many bytes as it returned.</summary>
    public static int Sent(int slot, object? on, int bytes)
    {
        if (ShadowCall.On)
            ServiceSite.Of(slot, on).Written(bytes, onThisThread: true);
        return bytes;
    }

    /// <inheritdoc cref="Sent(int, object, int)"/>
    public static Task<int> Sent(int slot, object? on, Task<int> result) => Later(slot, on, result, static (site, bytes, isHere) => site.Written(bytes, isHere));

    /// <inheritdoc cref="Sent(int, object, int)"/>
    public static ValueTask<int> Sent(int slot, object? on, ValueTask<int> result) => Later(slot, on, result, static (site, bytes, isHere) => site.Written(bytes, isHere));

    /// <summary>The call has written a number of bytes that its arguments tell.</summary>
    public static void Wrote(int slot, object? on, long bytes)
    {
        if (ShadowCall.On)
            ServiceSite.Of(slot, on).Written(bytes, onThisThread: true);
    }

    /// <inheritdoc cref="Wrote(int, object, long)"/>
    public static Task Wrote(int slot, object? on, long bytes, Task result) => Later(slot, on, bytes, result, static (site, moved, isHere) => site.Written(moved, isHere));

    /// <inheritdoc cref="Wrote(int, object, long)"/>
    public static ValueTask Wrote(int slot, object? on, long bytes, ValueTask result) => Later(slot, on, bytes, result, static (site, moved, isHere) => site.Written(moved, isHere));
}
