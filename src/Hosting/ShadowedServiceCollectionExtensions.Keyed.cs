using System.Diagnostics.CodeAnalysis;
using ShadowGen.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <content>The same for keyed services.</content>
public static partial class ShadowedServiceCollectionExtensions
{
    /// <summary>Adds a keyed service with a lifetime.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="serviceKey">Its key. Registered for <see cref="KeyedService.AnyKey"/> by type, a service stays plain: there is one of it for each key.</param>
    /// <param name="lifetime">Transient unless said otherwise, which is right for any implementation.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <typeparam name="TImplementation">Implements it. One whose constructor asks for its key stays plain.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedShadowed<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(
        this IServiceCollection services, object? serviceKey, ServiceLifetime lifetime = ServiceLifetime.Transient)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.DescribeKeyed(typeof(TService), serviceKey, typeof(TImplementation), lifetime));

    /// <summary>Adds a keyed service of which there is one instance for all.</summary>
    /// <inheritdoc cref="AddKeyedShadowed{TService, TImplementation}(IServiceCollection, object?, ServiceLifetime)"/>
    public static IServiceCollection AddKeyedShadowedSingleton<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(this IServiceCollection services, object? serviceKey)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.KeyedSingleton<TService, TImplementation>(serviceKey));

    /// <summary>Adds a keyed service that a factory makes, of which there is one instance for all.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="serviceKey">Its key.</param>
    /// <param name="implementationFactory">Makes the plain service for a key.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedShadowedSingleton<TService>(
        this IServiceCollection services, object? serviceKey, Func<IServiceProvider, object?, TService> implementationFactory)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.KeyedSingleton(serviceKey, implementationFactory));

    /// <summary>Adds an instance that exists under a key; the container does not dispose it.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="serviceKey">Its key.</param>
    /// <param name="implementationInstance">The plain service.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedShadowedSingleton<TService>(this IServiceCollection services, object? serviceKey, TService implementationInstance)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.KeyedSingleton(serviceKey, implementationInstance));

    /// <summary>Adds a keyed service of which there is one instance for each scope.</summary>
    /// <inheritdoc cref="AddKeyedShadowed{TService, TImplementation}(IServiceCollection, object?, ServiceLifetime)"/>
    public static IServiceCollection AddKeyedShadowedScoped<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(this IServiceCollection services, object? serviceKey)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.KeyedScoped<TService, TImplementation>(serviceKey));

    /// <summary>Adds a keyed service that a factory makes, of which there is one instance for each scope.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="serviceKey">Its key.</param>
    /// <param name="implementationFactory">Makes the plain service for a key.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedShadowedScoped<TService>(
        this IServiceCollection services, object? serviceKey, Func<IServiceProvider, object?, TService> implementationFactory)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.KeyedScoped(serviceKey, implementationFactory));

    /// <summary>Adds a keyed service of which there is a new instance each time.</summary>
    /// <inheritdoc cref="AddKeyedShadowed{TService, TImplementation}(IServiceCollection, object?, ServiceLifetime)"/>
    public static IServiceCollection AddKeyedShadowedTransient<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(this IServiceCollection services, object? serviceKey)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.KeyedTransient<TService, TImplementation>(serviceKey));

    /// <summary>Adds a keyed service that a factory makes, of which there is a new instance each time.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="serviceKey">Its key.</param>
    /// <param name="implementationFactory">Makes the plain service for a key.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedShadowedTransient<TService>(
        this IServiceCollection services, object? serviceKey, Func<IServiceProvider, object?, TService> implementationFactory)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.KeyedTransient(serviceKey, implementationFactory));
}
