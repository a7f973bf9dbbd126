using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests.ServiceTests;

/// <summary>Both ends are in the program, so that what one end has sent is what the other has received.</summary>
[Collection(nameof(Services))]
public class SocketBytesTests
{
    [Fact]
    public void Sockets_tell_what_they_send_and_receive() => Services.Agree(
        "Sockets",
        """
        static class Program
        {
            public static string Run()
            {
                using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
                listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                listener.Listen(1);
                using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
                client.Connect(listener.LocalEndPoint!);
                using var server = listener.Accept();
                var buffer = new byte[100];
                var trace = "";
                trace += client.Send(new byte[30]) + ",";
                trace += Receive(server, buffer, 30) + ",";
                trace += client.SendAsync(new byte[12].AsMemory()).AsTask().Result + ",";
                trace += server.ReceiveAsync(buffer.AsMemory()).AsTask().Result + ",";
                var waiting = server.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None);
                trace += client.Send(new byte[] { 1, 2, 3 }, 1, 2, SocketFlags.None) + ",";
                trace += waiting.Result;
                return trace;
            }

            private static int Receive(Socket socket, byte[] buffer, int expected)
            {
                var received = 0;
                while (received < expected) received += socket.Receive(buffer);
                return received;
            }
        }
        """,
        "30,30,12,12,2,2",
        "System.Net.Sockets.Socket.Connect 1 - -", "System.Net.Sockets.Socket.Accept 1 - -",
        "System.Net.Sockets.Socket.Send 2 - 32", "System.Net.Sockets.Socket.SendAsync 1 - 12", "System.Net.Sockets.Socket.Receive 1 30 -", "System.Net.Sockets.Socket.ReceiveAsync 2 14 -");

    [Fact]
    public void Network_streams_and_datagrams_too() => Services.Agree(
        "Sockets",
        """
        static class Program
        {
            public static string Run()
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                using var client = new TcpClient();
                client.Connect((IPEndPoint)listener.LocalEndpoint);
                using var server = listener.AcceptTcpClient();
                var trace = "";
                var buffer = new byte[50];
                using (NetworkStream from = server.GetStream(), to = client.GetStream())
                {
                    to.Write(new byte[9], 0, 9);
                    for (var got = 0; got < 9;) got += from.Read(buffer, got, 9 - got);
                    var pending = from.ReadAsync(buffer).AsTask();
                    to.WriteAsync(new byte[6]).AsTask().Wait();
                    trace += pending.Result + ",";
                }
                listener.Stop();

                using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
                using var sender = new UdpClient();
                trace += sender.Send(new byte[21], 21, (IPEndPoint)receiver.Client.LocalEndPoint!) + ",";
                IPEndPoint? from2 = null;
                trace += receiver.Receive(ref from2).Length + ",";
                var later = receiver.ReceiveAsync();
                trace += sender.SendAsync(new byte[4], 4, (IPEndPoint)receiver.Client.LocalEndPoint!).Result + ",";
                return trace + later.Result.Buffer.Length;
            }
        }
        """,
        "6,21,21,4,4",
        "System.Net.Sockets.TcpClient.Connect 1 - -", "System.Net.Sockets.TcpListener.AcceptTcpClient 1 - -",
        "System.Net.Sockets.NetworkStream.Write 1 - 9", "System.Net.Sockets.NetworkStream.WriteAsync 1 - 6", "System.Net.Sockets.NetworkStream.Read 1 9 -", "System.Net.Sockets.NetworkStream.ReadAsync 1 6 -",
        "System.Net.Sockets.UdpClient.Send 1 - 21", "System.Net.Sockets.UdpClient.Receive 1 21 -", "System.Net.Sockets.UdpClient.ReceiveAsync 1 4 -", "System.Net.Sockets.UdpClient.SendAsync 1 - 4");
}
