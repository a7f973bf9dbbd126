using System.Diagnostics.CodeAnalysis;
using ShadowGen.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers services behind decorators that count the calls of their <c>[Shadowed]</c> interfaces, whoever makes them: the framework, a container, reflection.
/// </summary>
/// <remarks>
/// An interface has a decorator when the generator ran in its assembly, that assembly references ShadowGen.Hosting, and some method of the interface is shadowed.
/// For any other service, and with the kill switch set, each method registers exactly the plain service. Lifetimes, scopes, disposal and the container's checks are
/// those of the plain registration. The resolved object implements the interface, and is not of the implementation's type.
/// </remarks>
public static partial class ShadowedServiceCollectionExtensions
{
    private const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors;

    /// <summary>Adds a transient service, which is right for any implementation.</summary>
    /// <inheritdoc cref="AddShadowed{TService, TImplementation}(IServiceCollection, ServiceLifetime)"/>
    public static IServiceCollection AddShadowed<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(this IServiceCollection services)
        where TService : class
        where TImplementation : class, TService =>
        AddShadowed<TService, TImplementation>(services, ServiceLifetime.Transient);

    /// <summary>Adds a service with a lifetime.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="lifetime">How long an instance is used.</param>
    /// <typeparam name="TService">An interface, shadowed or not.</typeparam>
    /// <typeparam name="TImplementation">Implements it.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddShadowed<TService, [DynamicallyAccessedMembers(Constructors)] TImplementation>(
        this IServiceCollection services, ServiceLifetime lifetime)
        where TService : class
        where TImplementation : class, TService =>
        ShadowedServices.Add(services, ServiceDescriptor.Describe(typeof(TService), typeof(TImplementation), lifetime));

    /// <summary>Adds a transient service by its type, which may be an open generic one.</summary>
    /// <inheritdoc cref="AddShadowed(IServiceCollection, Type, Type, ServiceLifetime)"/>
    public static IServiceCollection AddShadowed(this IServiceCollection services, Type serviceType, [DynamicallyAccessedMembers(Constructors)] Type implementationType) =>
        AddShadowed(services, serviceType, implementationType, ServiceLifetime.Transient);

    /// <summary>Adds a service by its type, which may be an open generic one: <c>AddShadowed(typeof(IRepository&lt;&gt;), typeof(Repository&lt;&gt;))</c>.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="serviceType">An interface, shadowed or not.</param>
    /// <param name="implementationType">Implements it.</param>
    /// <param name="lifetime">How long an instance is used.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// Of several registrations of one open generic interface, the last one is decorated, which is the one that the container gives; the others stay plain. So do
    /// open generic interfaces that are disposable themselves.
    /// </remarks>
    public static IServiceCollection AddShadowed(
        this IServiceCollection services, Type serviceType, [DynamicallyAccessedMembers(Constructors)] Type implementationType, ServiceLifetime lifetime) =>
        ShadowedServices.Add(services, ServiceDescriptor.Describe(serviceType, implementationType, lifetime));

    /// <summary>Decorates every registration of a service that is in the collection now: its order, lifetime and keys stay.</summary>
    /// <param name="services">The collection to change.</param>
    /// <typeparam name="TService">A shadowed interface; any other service is left as it is.</typeparam>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="InvalidOperationException">The service is not registered.</exception>
    public static IServiceCollection Shadow<TService>(this IServiceCollection services)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(services);
        var factory = Decorators.FactoryOf(typeof(TService));
        var found = false;
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i].ServiceType != typeof(TService))
                continue;
            found = true;
            if (factory is not null)
                ShadowedServices.Replace(services, i, factory);
        }

        return found
            ? services
            : throw new InvalidOperationException($"There is no registration of {typeof(TService)} to shadow yet: call Shadow<{typeof(TService).Name}>() after the service was added.");
    }
}
