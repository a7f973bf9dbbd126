using System.Net.Security;

namespace ShadowGen.Runtime.Tests.Network;

[Collection(NetworkTests.Name)]
public class TlsTests
{
    [Fact]
    public async Task Handshakes_belong_to_nobody_and_encrypted_requests_to_their_callers()
    {
        var edges = new TestEdges(2);
        var before = new Bytes();
        await using var peer = new TlsPeer();
        long unattributed;
        using (var client = new HttpClient(new ShadowHttpHandler(new SocketsHttpHandler { SslOptions = TrustingAll() })))
        {
            await edges.CallAsync(0, () => client.GetStringAsync(new Uri($"https://127.0.0.1:{peer.Port}/")));
            await edges.CallAsync(1, () => client.GetStringAsync(new Uri($"https://127.0.0.1:{peer.Port}/")));
            unattributed = before.Unattributed;
        }

        await peer.DisposeAsync();
        Shadow.Flush();
        var (received, sent) = Bytes.Of(edges.Callee(0));
        var (receivedAgain, sentAgain) = Bytes.Of(edges.Callee(1));
        Assert.Equal(1, peer.Connections);
        Assert.Equal((peer.Sent, peer.Received), (before.Received, before.Sent));
        // Session tickets may come with the handshake or with the first answer: they are read by whoever reads next.
        Assert.InRange(unattributed, 500, peer.SetUp);
        Assert.True(sent > 40 && sent < 200, $"{sent} B sent");
        Assert.Equal(sent, sentAgain);
        Assert.True(received >= receivedAgain && receivedAgain > 40, $"{received} B, then {receivedAgain} B received");
    }

    private static SslClientAuthenticationOptions TrustingAll() => new()
    {
        RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => certificate?.Subject == "CN=localhost",
    };
}
