namespace ShadowGen.Hosting;

/// <summary>A key that no other registration can have: the plain service's, which only its decorator resolves.</summary>
internal sealed class InnerKey(Type service)
{
    public override string ToString() => $"what ShadowGen decorates as {service}";
}
