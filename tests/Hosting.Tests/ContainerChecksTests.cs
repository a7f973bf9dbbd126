using Microsoft.Extensions.DependencyInjection;
using ShadowGen.Hosting.Tests.Support;

namespace ShadowGen.Hosting.Tests;

/// <summary>What the container finds wrong with plain registrations, it finds wrong with shadowed ones.</summary>
public sealed class ContainerChecksTests
{
    private static readonly ServiceProviderOptions Strict = new() { ValidateOnBuild = true, ValidateScopes = true };

    [Fact]
    public void A_missing_dependency_fails_the_build()
    {
        AssertFails("Unable to resolve service for type 'System.Uri' while attempting to activate 'ShadowGen.Hosting.Tests.Support.HungryStep'", services => services.AddTransient<IStep, HungryStep>());
        AssertFails("Unable to resolve service for type 'System.Uri' while attempting to activate 'ShadowGen.Hosting.Tests.Support.HungryStep'", services => services.AddShadowedTransient<IStep, HungryStep>());
    }

    [Fact]
    public void A_singleton_that_holds_a_scoped_service_fails_the_build()
    {
        AssertFails("Cannot consume scoped service", services => services.AddScoped<IStep, PlainStep>().AddSingleton<Runner>());
        AssertFails("Cannot consume scoped service", services => services.AddShadowedScoped<IStep, PlainStep>().AddSingleton<Runner>());
    }

    [Fact]
    public void A_shadowed_singleton_of_a_scoped_service_fails_the_build()
    {
        AssertFails("Cannot consume scoped service", services => services.AddScoped<Scope>().AddSingleton<IStep, ScopedStep>());
        AssertFails("Cannot consume scoped service", services => services.AddScoped<Scope>().AddShadowedSingleton<IStep, ScopedStep>());
    }

    [Fact]
    public void A_singleton_that_reaches_a_scoped_service_through_a_transient_one_fails_at_the_latest_when_it_is_made()
    {
        AssertFails("Cannot consume scoped service", services => services.AddScoped<Scope>().AddTransient<IStep, ScopedStep>().AddSingleton<Runner>());
        var shadowed = Services().AddScoped<Scope>().AddShadowedTransient<IStep, ScopedStep>().AddSingleton<Runner>();
        using var provider = shadowed.BuildServiceProvider(Strict);
        Assert.Contains("scoped service", Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<Runner>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scoped_service_from_the_root_fails()
    {
        using var provider = Services().AddShadowedScoped<IStep, PlainStep>().BuildServiceProvider(Strict);

        Assert.Contains("scoped service", Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IStep>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_is_not_registered_cannot_be_shadowed() =>
        Assert.Contains("Shadow<IStep>() after the service was added", Assert.Throws<InvalidOperationException>(() => new ServiceCollection().Shadow<IStep>()).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_arguments_are_refused_as_plain_registration_refuses_them()
    {
        Assert.Throws<ArgumentNullException>(() => default(IServiceCollection)!.AddShadowed<IStep, PlainStep>());
        Assert.Throws<ArgumentNullException>(() => default(IServiceCollection)!.Shadow<IStep>());
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddShadowedSingleton<IStep>(default(IStep)!));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddShadowedScoped<IStep>(null!));
    }

    [Fact]
    public void Two_packages_that_add_the_same_service_by_trying_add_it_once()
    {
        var services = Services().AddShadowedTransient<IStep, PlainStep>();
        Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions.TryAddTransient<IStep, DisposableStep>(services);
        using var provider = services.BuildServiceProvider(Strict);

        Assert.Single(provider.GetServices<IStep>());
    }

    private static void AssertFails(string because, Func<IServiceCollection, IServiceCollection> register)
    {
        var failure = Assert.Throws<AggregateException>(() => register(Services()).BuildServiceProvider(Strict));
        Assert.Contains(failure.InnerExceptions, inner => inner.ToString().Contains(because, StringComparison.Ordinal));
    }

    private static IServiceCollection Services() => new ServiceCollection().AddSingleton(new Log());
}
