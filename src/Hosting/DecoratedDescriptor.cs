using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using ShadowGen.Generated;

namespace ShadowGen.Hosting;

/// <summary>
/// A registration behind a decorator. Lifetime and key stay; the container disposes what it creates exactly once, and still checks the plain service's
/// dependencies when it is built.
/// </summary>
/// <param name="Outer">Takes the place of the plain registration.</param>
/// <param name="Inner">Is registered beside it, under a key of its own; null when the decorator's own factory does without.</param>
internal readonly record struct DecoratedDescriptor(ServiceDescriptor Outer, ServiceDescriptor? Inner)
{
    /// <summary>Null when the registration must stay plain.</summary>
    public static DecoratedDescriptor? Create(ServiceDescriptor plain, ShadowDecoratorFactory factory) =>
        plain.IsKeyedService ? CreateKeyed(plain, factory) : CreateUnkeyed(plain, factory);

    private static DecoratedDescriptor? CreateUnkeyed(ServiceDescriptor plain, ShadowDecoratorFactory factory)
    {
        var service = plain.ServiceType;
        if (plain.ImplementationInstance is { } instance)
            return new(ServiceDescriptor.Singleton(service, factory.Decorate(instance)), null);
        if (plain.ImplementationFactory is { } make)
            return new(ServiceDescriptor.Describe(service, provider => Decorate(factory, make(provider)), plain.Lifetime), null);

        var implementation = plain.ImplementationType!;
        if (InnerConstructors.AskForTheirKey(implementation))
            return null;
        var key = new InnerKey(service);
        var inner = ServiceDescriptor.DescribeKeyed(implementation, key, implementation, plain.Lifetime);
        if (InnerConstructors.MakeDisposable(implementation))
        {
            var construct = Constructor(implementation);
            return new(ServiceDescriptor.Describe(service, provider => factory.Decorate(construct(provider)), plain.Lifetime), inner);
        }

        return new(ServiceDescriptor.Describe(service, provider => factory.Decorate(provider.GetRequiredKeyedService(implementation, key)), plain.Lifetime), inner);
    }

    private static DecoratedDescriptor? CreateKeyed(ServiceDescriptor plain, ShadowDecoratorFactory factory)
    {
        var service = plain.ServiceType;
        if (plain.KeyedImplementationInstance is { } instance)
            return new(ServiceDescriptor.KeyedSingleton(service, plain.ServiceKey, factory.Decorate(instance)), null);
        if (plain.KeyedImplementationFactory is { } make)
            return new(ServiceDescriptor.DescribeKeyed(service, plain.ServiceKey, (provider, key) => Decorate(factory, make(provider, key)), plain.Lifetime), null);

        // One registration for any key is one service for each of them, which a single inner key cannot be.
        var implementation = plain.KeyedImplementationType!;
        if (InnerConstructors.AskForTheirKey(implementation) || ReferenceEquals(plain.ServiceKey, KeyedService.AnyKey))
            return null;
        var innerKey = new InnerKey(service);
        var inner = ServiceDescriptor.DescribeKeyed(implementation, innerKey, implementation, plain.Lifetime);
        if (InnerConstructors.MakeDisposable(implementation))
        {
            var construct = Constructor(implementation);
            return new(ServiceDescriptor.DescribeKeyed(service, plain.ServiceKey, (provider, _) => factory.Decorate(construct(provider)), plain.Lifetime), inner);
        }

        return new(
            ServiceDescriptor.DescribeKeyed(service, plain.ServiceKey, (provider, _) => factory.Decorate(provider.GetRequiredKeyedService(implementation, innerKey)), plain.Lifetime),
            inner);
    }

    // A factory of the host's may return null; it stays null.
    private static object Decorate(ShadowDecoratorFactory factory, object? service) => service is null ? null! : factory.Decorate(service);

    // Compiled once where there is one constructor; else the one is taken whose parameters the provider has.
    private static Func<IServiceProvider, object> Constructor([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type implementation)
    {
        if (implementation.GetConstructors().Length != 1)
            return provider => ActivatorUtilities.CreateInstance(provider, implementation);
        var construct = new Lazy<ObjectFactory>(() => ActivatorUtilities.CreateFactory(implementation, Type.EmptyTypes));
        return provider => construct.Value(provider, null);
    }
}
