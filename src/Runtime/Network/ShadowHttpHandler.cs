using ShadowGen.Counters;
using ShadowGen.Network;

namespace ShadowGen;

/// <summary>
/// Counts the bytes that an <see cref="HttpClient"/> moves, below TLS, and books them with the call-graph node and flow that sent the request.
/// </summary>
/// <remarks>
/// <para>
/// HTTP/1.1: every byte that a connection moves from a request's first byte to the next request's first byte belongs to that request, and with it
/// to the shadowed call that was innermost when the request was sent. Response bodies that are read later, anywhere, belong to it too.
/// </para>
/// <para>
/// Counted, but belonging to no node (<see cref="ShadowStatistics.NetworkBytesUnattributed"/>), because they cannot be told apart: TLS handshakes,
/// proxy tunnels and all else that sets a connection up; everything on HTTP/2 connections, which carry many requests at once;
/// requests that were sent outside of any shadowed call, or with the execution context suppressed. Not counted: HTTP/3, which uses no stream.
/// </para>
/// <para>Thread-safe, as any <see cref="HttpMessageHandler"/>. A sent request costs a few small allocations; its bytes cost none.</para>
/// </remarks>
public sealed class ShadowHttpHandler : DelegatingHandler
{
    /// <summary>Sends through a new <see cref="SocketsHttpHandler"/> whose connections are counted.</summary>
    public ShadowHttpHandler()
        : this(new SocketsHttpHandler())
    {
    }

    /// <summary>Sends through a handler of the caller's.</summary>
    /// <param name="innerHandler">
    /// A <see cref="SocketsHttpHandler"/>, also one below other <see cref="DelegatingHandler"/>s, is configured by <see cref="ShadowSockets.Configure"/>.
    /// Below any other handler (<see cref="HttpClientHandler"/> hides its own) bytes are counted only where it uses a <see cref="ShadowStream"/>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="innerHandler"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The handler has sent requests already, so its connections cannot be counted any more.</exception>
    public ShadowHttpHandler(HttpMessageHandler innerHandler)
        : base(Configured(innerHandler))
    {
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var outer = HttpRequestSite.Current;
        HttpRequestSite.Current = new HttpRequestSite(NetworkMeter.Capture());
        try
        {
            return base.SendAsync(request, cancellationToken);
        }
        finally
        {
            HttpRequestSite.Current = outer;
        }
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var outer = HttpRequestSite.Current;
        HttpRequestSite.Current = new HttpRequestSite(NetworkMeter.Capture());
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            HttpRequestSite.Current = outer;
        }
    }

    private static HttpMessageHandler Configured(HttpMessageHandler innerHandler)
    {
        ArgumentNullException.ThrowIfNull(innerHandler);
        HttpMessageHandler? primary = innerHandler;
        while (primary is DelegatingHandler delegating)
            primary = delegating.InnerHandler;
        if (primary is SocketsHttpHandler sockets)
            ShadowSockets.Configure(sockets);
        return innerHandler;
    }
}
