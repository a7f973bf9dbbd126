using ShadowGen.Counters;

namespace ShadowGen.Network;

/// <summary>
/// Whom the bytes of one HTTP connection belong to: the request that wrote last. HTTP/1.1 has one request under way at a time, so that what is
/// read after its first byte and before the next request's is its response. Reads need no context: a pool reads ahead in whichever it likes.
/// </summary>
internal sealed class HttpConnectionSite
{
    private HttpRequestSite? _request;
    private bool _carriesRequests;
    private bool _isClosed;

    /// <summary>Whom bytes that have just arrived belong to.</summary>
    public NetworkSite Reading => Volatile.Read(ref _request)?.Site ?? default;

    public bool IsClosed => Volatile.Read(ref _isClosed);

    public void Close() => Volatile.Write(ref _isClosed, true);

    /// <summary>
    /// The connection is set up and carries one request at a time. Before, and for good on a multiplexed one, bytes belong to nobody:
    /// the pool sets a connection up in the context of one request and may give it to another.
    /// </summary>
    public void BeginRequests() => Volatile.Write(ref _carriesRequests, true);

    /// <summary>Whom bytes that are about to be sent belong to.</summary>
    public NetworkSite Writing()
    {
        if (!Volatile.Read(ref _carriesRequests))
            return default;
        var request = HttpRequestSite.Current;
        if (!ReferenceEquals(request, _request))
            Volatile.Write(ref _request, request);
        return request?.Site ?? default;
    }
}
