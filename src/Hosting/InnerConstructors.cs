using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace ShadowGen.Hosting;

/// <summary>What of an implementation's constructors and kind decides how it can be constructed behind a decorator.</summary>
internal static class InnerConstructors
{
    /// <summary>The container would dispose the plain service and its decorator, each once: so the decorator must own what it decorates.</summary>
    public static bool MakeDisposable(Type implementation) => implementation.IsAssignableTo(typeof(IDisposable)) || implementation.IsAssignableTo(typeof(IAsyncDisposable));

    /// <summary>Whether a parameter asks for the key that the service itself was registered with.</summary>
    public static bool AskForTheirKey([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type implementation) =>
        Array.Exists(implementation.GetConstructors(), static constructor => Array.Exists(constructor.GetParameters(), AsksForItsKey));

    private static bool AsksForItsKey(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ServiceKeyAttribute))
        || parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { LookupMode: ServiceKeyLookupMode.InheritKey };
}
