using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ShadowGen.Generated;

namespace ShadowGen.Hosting;

/// <summary>Puts decorators into a service collection.</summary>
internal static class ShadowedServices
{
    /// <summary>Adds a registration, decorated where it can be.</summary>
    public static IServiceCollection Add(IServiceCollection services, ServiceDescriptor plain)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (plain.ServiceType.IsGenericTypeDefinition)
        {
            AddOpen(services, plain);
            return services;
        }

        services.Add(plain);
        if (Decorators.FactoryOf(plain.ServiceType) is { } factory)
            Replace(services, services.Count - 1, factory);
        return services;
    }

    /// <summary>Decorates what is registered at a place.</summary>
    public static void Replace(IServiceCollection services, int index, ShadowDecoratorFactory factory)
    {
        if (DecoratedDescriptor.Create(services[index], factory) is not { } decorated)
            return;
        services[index] = decorated.Outer;
        if (decorated.Inner is not null)
            services.Add(decorated.Inner);
    }

    private static void AddOpen(IServiceCollection services, ServiceDescriptor plain)
    {
        var decorator = plain.IsKeyedService ? null : Decorators.OpenDecoratorOf(plain.ServiceType);
        if (decorator is null)
        {
            services.Add(plain);
            return;
        }

        // The decorator finds what it decorates by a key that is the same for all registrations: only the last one, which GetService gives, can have it.
        Undo(services, plain.ServiceType, decorator);
        services.TryAdd(ServiceDescriptor.Transient(typeof(ShadowInner<>), typeof(KeyedInner<>)));
        services.Add(ServiceDescriptor.Describe(plain.ServiceType, decorator, plain.Lifetime));
        services.Add(ServiceDescriptor.DescribeKeyed(plain.ServiceType, KeyedInner.Key, plain.ImplementationType!, plain.Lifetime));
    }

    private static void Undo(IServiceCollection services, Type service, Type decorator)
    {
        var outer = -1;
        var inner = -1;
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i].ServiceType != service)
                continue;
            if (services[i].IsKeyedService && KeyedInner.Key.Equals(services[i].ServiceKey))
                inner = i;
            else if (!services[i].IsKeyedService && services[i].ImplementationType == decorator)
                outer = i;
        }

        if (outer < 0 || inner < 0)
            return;
        services[outer] = ServiceDescriptor.Describe(service, services[inner].KeyedImplementationType!, services[outer].Lifetime);
        services.RemoveAt(inner);
    }
}
