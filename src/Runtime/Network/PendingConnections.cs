using System.Runtime.CompilerServices;

namespace ShadowGen.Network;

/// <summary>
/// Connections that are being set up, by the request that asked for them: so that the end of the set-up, which shows only the TLS stream on top,
/// finds the connection below. When one request has asked for several at once, none of them is told apart. Thread-safe.
/// </summary>
internal static class PendingConnections
{
    private static readonly ConditionalWeakTable<HttpRequestMessage, Pending> Table = [];

    public static void Add(HttpRequestMessage request, HttpConnectionSite connection)
    {
        var pending = Table.GetOrCreateValue(request);
        lock (pending)
        {
            if (pending.Only is { IsClosed: false })
                pending.IsAmbiguous = true;
            pending.Only = connection;
        }
    }

    /// <summary>A set-up has come to its end. Returns its connection, or null when it is not known which one.</summary>
    public static HttpConnectionSite? Remove(HttpRequestMessage request)
    {
        if (!Table.TryGetValue(request, out var pending))
            return null;
        lock (pending)
        {
            if (pending.IsAmbiguous)
                return null;
            var only = pending.Only;
            pending.Only = null;
            return only;
        }
    }

    private sealed class Pending
    {
        public HttpConnectionSite? Only;
        public bool IsAmbiguous;
    }
}
