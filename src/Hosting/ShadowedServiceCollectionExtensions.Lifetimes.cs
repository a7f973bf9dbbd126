using System.Diagnostics.CodeAnalysis;
using ShadowGen.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <content>One method for each lifetime, as the container's own.</content>
public static partial class ShadowedServiceCollectionExtensions
{
    /// <summary>Adds a service of which there is one instance for all.</summary>
    /// <inheritdoc cref="AddShadowed{TService, TImplementation}(IServiceCollection, ServiceLifetime)"/>
    public static IServiceCollection AddShadowedSingleton<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(this IServiceCollection services)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.Singleton<TService, TImplementation>());

    /// <summary>Adds a service that a factory makes, of which there is one instance for all.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="implementationFactory">Makes the plain service.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddShadowedSingleton<TService>(this IServiceCollection services, Func<IServiceProvider, TService> implementationFactory)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.Singleton(implementationFactory));

    /// <summary>Adds an instance that exists; the container does not dispose it.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="implementationInstance">The plain service.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddShadowedSingleton<TService>(this IServiceCollection services, TService implementationInstance)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.Singleton(implementationInstance));

    /// <summary>Adds a service of which there is one instance for each scope.</summary>
    /// <inheritdoc cref="AddShadowed{TService, TImplementation}(IServiceCollection, ServiceLifetime)"/>
    public static IServiceCollection AddShadowedScoped<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(this IServiceCollection services)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.Scoped<TService, TImplementation>());

    /// <summary>Adds a service that a factory makes, of which there is one instance for each scope.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="implementationFactory">Makes the plain service.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddShadowedScoped<TService>(this IServiceCollection services, Func<IServiceProvider, TService> implementationFactory)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.Scoped(implementationFactory));

    /// <summary>Adds a service of which there is a new instance each time.</summary>
    /// <inheritdoc cref="AddShadowed{TService, TImplementation}(IServiceCollection, ServiceLifetime)"/>
    public static IServiceCollection AddShadowedTransient<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(this IServiceCollection services)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.Transient<TService, TImplementation>());

    /// <summary>Adds a service that a factory makes, of which there is a new instance each time.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="implementationFactory">Makes the plain service.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddShadowedTransient<TService>(this IServiceCollection services, Func<IServiceProvider, TService> implementationFactory)
        where TService : class =>
        ShadowedServices.Add(services, ServiceDescriptor.Transient(implementationFactory));
}
