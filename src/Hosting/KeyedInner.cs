using Microsoft.Extensions.DependencyInjection;
using ShadowGen.Generated;

namespace ShadowGen.Hosting;

/// <summary>Hands the plain service to a decorator that the container constructs: both ends are constructors, so that the container's own checks see through.</summary>
internal sealed class KeyedInner<TService>([FromKeyedServices(KeyedInner.Key)] TService service) : ShadowInner<TService>(service)
    where TService : class;

internal static class KeyedInner
{
    /// <summary>The key of the plain service.</summary>
    public const string Key = "ShadowGen.Inner";
}
