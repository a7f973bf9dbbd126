using System.Net;
using System.Net.Sockets;

namespace ShadowGen.Runtime.Tests.Network;

[Collection(NetworkTests.Name)]
public class ShadowHttpHandlerTests
{
    [Theory]
    [InlineData("/12345")]
    [InlineData("/chunked/12345")]
    [InlineData("/0")]
    public async Task A_request_and_its_answer_belong_to_the_call_that_sent_it(string path)
    {
        var edges = new TestEdges(2);
        var before = new Bytes();
        await using var peer = new HttpPeer();
        using (var client = new HttpClient(new ShadowHttpHandler()))
        {
            string? text = null;
            await edges.CallAsync(0, async () =>
            {
                await Task.Yield();
                await edges.CallAsync(1, async () => text = await client.GetStringAsync(peer.Uri(path)));
            });
            Assert.Equal(int.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture), text!.Length);
        }

        await peer.DisposeAsync();
        Assert.Equal((peer.Sent, peer.Received, 0), (before.Received, before.Sent, before.Unattributed));
        Assert.Equal((peer.Sent, peer.Received), Bytes.Of(edges.Callee(1)));
        Assert.Equal((0, 0), Bytes.Of(edges.Callee(0)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Posted_bodies_are_counted(bool isChunked)
    {
        var edges = new TestEdges(1);
        var before = new Bytes();
        await using var peer = new HttpPeer();
        using (var client = new HttpClient(new ShadowHttpHandler()))
        {
            await edges.CallAsync(0, async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, peer.Uri("/echo")) { Content = new ByteArrayContent(new byte[30_000]) };
                request.Headers.TransferEncodingChunked = isChunked;
                using var response = await client.SendAsync(request);
                Assert.Equal(isChunked, peer.Received > 30_000 && (await response.Content.ReadAsByteArrayAsync()).Length > 30_000);
            });
        }

        await peer.DisposeAsync();
        Assert.True(peer.Received > 30_000);
        Assert.Equal((peer.Sent, peer.Received, 0), (before.Received, before.Sent, before.Unattributed));
        Assert.Equal((peer.Sent, peer.Received), Bytes.Of(edges.Callee(0)));
    }

    [Fact]
    public async Task A_connection_that_is_used_again_serves_each_request_for_itself()
    {
        var edges = new TestEdges(3);
        var before = new Bytes();
        await using var peer = new HttpPeer();
        using (var client = new HttpClient(new ShadowHttpHandler()))
        {
            for (var round = 0; round < 5; round++)
            {
                for (var k = 0; k < 3; k++)
                    await edges.CallAsync(k, () => client.GetStringAsync(peer.Uri($"/k{k}/{1_000 * (k + 1)}")));
            }

            await client.GetStringAsync(peer.Uri("/nobody/50"));
        }

        await peer.DisposeAsync();
        Assert.Equal(1, peer.Connections);
        Assert.Equal((peer.Sent, peer.Received), (before.Received, before.Sent));
        for (var k = 0; k < 3; k++)
            Assert.Equal(Swapped(peer.Of($"/k{k}/{1_000 * (k + 1)}")), Bytes.Of(edges.Callee(k)));
        var nobody = peer.Of("/nobody/50");
        Assert.Equal(nobody.Received + nobody.Sent, before.Unattributed);
    }

    [Fact]
    public async Task Requests_in_parallel_from_many_flows_are_kept_apart()
    {
        const int flows = 8;
        var edges = new TestEdges(flows);
        var before = new Bytes();
        await using var peer = new HttpPeer();
        using (var client = new HttpClient(new ShadowHttpHandler(new SocketsHttpHandler { MaxConnectionsPerServer = 3 })))
        {
            await Task.WhenAll(Enumerable.Range(0, flows).Select(k => edges.CallAsync(k, async () =>
            {
                for (var i = 0; i < 25; i++)
                {
                    await Task.Yield();
                    using var response = await client.GetAsync(peer.Uri($"/f{k}/{3_000 * (k + 1)}"), HttpCompletionOption.ResponseHeadersRead);
                    await response.Content.CopyToAsync(Stream.Null);
                }
            })));
        }

        await peer.DisposeAsync();
        Assert.InRange(peer.Connections, 1, 3);
        Assert.Equal((peer.Sent, peer.Received, 0), (before.Received, before.Sent, before.Unattributed));
        for (var k = 0; k < flows; k++)
            Assert.Equal(Swapped(peer.Of($"/f{k}/{3_000 * (k + 1)}")), Bytes.Of(edges.Callee(k)));
    }

    [Fact]
    public async Task A_synchronous_request_belongs_to_its_call()
    {
        var edges = new TestEdges(1);
        await using var peer = new HttpPeer();
        using (var client = new HttpClient(new ShadowHttpHandler()))
        {
            edges.Call(0, () =>
            {
                for (var i = 0; i < 3; i++)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, peer.Uri("/900"));
                    using var response = client.Send(request);
                    Assert.Equal(900, response.Content.ReadAsStream().Length);
                }
            });
        }

        await peer.DisposeAsync();
        Shadow.Flush();
        Assert.Equal((peer.Sent, peer.Received), Bytes.Of(edges.Callee(0)));
    }

    [Fact]
    public async Task Http2_is_counted_and_belongs_to_nobody()
    {
        var edges = new TestEdges(1);
        var before = new Bytes();
        await using var peer = new EchoPeer();
        using (var client = new HttpClient(new ShadowHttpHandler()))
        {
            await edges.CallAsync(0, async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{peer.Port}/"))
                {
                    Version = HttpVersion.Version20,
                    VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                };
                await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request)); // an echo is no HTTP/2 server
            });
        }

        await peer.DisposeAsync();
        Assert.Equal(peer.Received, before.Sent);
        Assert.True(before.Sent > 0);
        Assert.Equal(before.Sent + before.Received, before.Unattributed);
        Assert.Equal((0, 0), Bytes.Of(edges.Callee(0)));
    }

    [Fact]
    public async Task A_connection_without_our_handler_belongs_to_nobody()
    {
        var edges = new TestEdges(1);
        var before = new Bytes();
        await using var peer = new HttpPeer();
        using (var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ShadowSockets.ConnectCallback }))
            await edges.CallAsync(0, () => client.GetStringAsync(peer.Uri("/100")));

        await peer.DisposeAsync();
        Assert.Equal((peer.Sent, peer.Received), (before.Received, before.Sent));
        Assert.Equal(peer.Sent + peer.Received, before.Unattributed);
    }

    [Fact]
    public async Task Callbacks_of_the_caller_stay_in_use()
    {
        var connects = 0;
        var filters = 0;
        await using var peer = new HttpPeer();
        var sockets = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                connects++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
            PlaintextStreamFilter = (context, _) =>
            {
                filters++;
                return ValueTask.FromResult(context.PlaintextStream);
            },
        };
        var edges = new TestEdges(1);
        using (var client = new HttpClient(new ShadowHttpHandler(ShadowSockets.Configure(sockets))))
            await edges.CallAsync(0, () => client.GetStringAsync(peer.Uri("/100")));

        await peer.DisposeAsync();
        Shadow.Flush();
        Assert.Equal((1, 1), (connects, filters));
        Assert.Equal((peer.Sent, peer.Received), Bytes.Of(edges.Callee(0)));
    }

    [Fact]
    public async Task A_handler_in_use_is_refused_in_words()
    {
        await using var peer = new HttpPeer();
        using var sockets = new SocketsHttpHandler();
        using (var client = new HttpClient(sockets, disposeHandler: false))
        {
            await client.GetStringAsync(peer.Uri("/1"));
            Assert.Contains("before its first request", Assert.Throws<InvalidOperationException>(() => new ShadowHttpHandler(sockets)).Message, StringComparison.Ordinal);
        }

        sockets.Dispose();
        Assert.Throws<ArgumentNullException>(() => new ShadowHttpHandler(null!));
        Assert.Throws<ArgumentNullException>(() => ShadowSockets.Configure(null!));
    }

    [Fact]
    public async Task A_failed_connection_is_the_apps_exception()
    {
        var peer = new HttpPeer();
        var uri = peer.Uri("/1");
        await peer.DisposeAsync();
        using var client = new HttpClient(new ShadowHttpHandler());
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(uri));
        Assert.IsType<SocketException>(thrown.InnerException);
    }

    private static (long?, long?) Swapped((long Received, long Sent) peer) => (peer.Sent, peer.Received);
}
