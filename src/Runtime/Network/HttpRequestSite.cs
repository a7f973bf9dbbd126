using ShadowGen.Counters;

namespace ShadowGen.Network;

/// <summary>Whom a request belongs to; travels with the execution context of its sending.</summary>
internal sealed class HttpRequestSite(NetworkSite site)
{
    private static readonly AsyncLocal<HttpRequestSite?> Ambient = new();

    /// <summary>The request that the running code sends, or null.</summary>
    public static HttpRequestSite? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public NetworkSite Site { get; } = site;
}
