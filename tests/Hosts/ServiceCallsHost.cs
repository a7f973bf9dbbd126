using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ShadowGen.Hosts;

/// <summary>Files and sockets, from several threads and across suspensions: what is booked is what was moved.</summary>
internal static class ServiceCallsHost
{
    private const int Rounds = 100;
    private const int Threads = 4;

    public static void Run()
    {
        var files = new Thread[Threads];
        var sums = new long[Threads];
        for (var i = 0; i < Threads; i++)
        {
            var index = i;
            files[i] = new Thread(() => sums[index] = WriteAndRead());
            files[i].Start();
        }

        foreach (var thread in files)
            thread.Join();
        var file = sums.Sum();
        var echoed = Echo().GetAwaiter().GetResult();
        Console.WriteLine($"files {file}, echoed {echoed}");

        Counted.Say("System.IO.File.ReadAllBytes", Threads * Rounds);
        Counted.SayBytes("System.IO.File.ReadAllBytes", static node => node.BytesRead, file);
        Counted.SayBytes("System.IO.File.WriteAllBytes", static node => node.BytesWritten, file);
        Counted.SayBytes("System.Net.Sockets.NetworkStream.WriteAsync", static node => node.BytesWritten, 2 * echoed);
        Counted.SayBytes("System.Net.Sockets.NetworkStream.ReadAsync", static node => node.BytesRead, 2 * echoed);
        Counted.SayBytes("System.Net.Sockets.NetworkStream.WriteAsync", static node => node.NetworkSent, 2 * echoed);
    }

    private static long WriteAndRead()
    {
        var path = Path.GetTempFileName();
        var sum = 0L;
        for (var i = 0; i < Rounds; i++)
        {
            File.WriteAllBytes(path, new byte[i]);
            sum += File.ReadAllBytes(path).Length;
        }

        File.Delete(path);
        return sum;
    }

    [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder<>))]
    private static async Task<long> Echo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var server = await listener.AcceptTcpClientAsync();
        var echoing = Answer(server.GetStream());
        var stream = client.GetStream();
        var buffer = new byte[64];
        var total = 0L;
        for (var i = 1; i <= Rounds; i++)
        {
            await stream.WriteAsync(buffer.AsMemory(0, (i % 60) + 1));
            for (var left = (i % 60) + 1; left > 0;)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(0, left));
                left -= read;
                total += read;
            }
        }

        client.Client.Shutdown(SocketShutdown.Send);
        await echoing;
        return total;
    }

    [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))]
    private static async Task Answer(NetworkStream stream)
    {
        var buffer = new byte[64];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
            await stream.WriteAsync(buffer.AsMemory(0, read));
    }
}
