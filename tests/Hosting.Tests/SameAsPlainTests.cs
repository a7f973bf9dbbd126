using Microsoft.Extensions.DependencyInjection;
using ShadowGen.Hosting.Tests.Support;

namespace ShadowGen.Hosting.Tests;

/// <summary>Each container is built twice, with plain and with shadowed registrations; what a program sees and in which order things are disposed must agree.</summary>
public sealed class SameAsPlainTests
{
    public static TheoryData<ServiceLifetime> Lifetimes => [ServiceLifetime.Singleton, ServiceLifetime.Scoped, ServiceLifetime.Transient];

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public Task Instances_follow_the_lifetime(ServiceLifetime lifetime) => Agree(
        "plain 1",
        services => services.Add(ServiceDescriptor.Describe(typeof(IStep), typeof(PlainStep), lifetime)),
        services => services.AddShadowed<IStep, PlainStep>(lifetime));

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public Task Disposable_implementations(ServiceLifetime lifetime) => Agree(
        "disposed 1",
        services => services.Add(ServiceDescriptor.Describe(typeof(IStep), typeof(DisposableStep), lifetime)),
        services => services.AddShadowed<IStep, DisposableStep>(lifetime));

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public Task Async_disposable_implementations(ServiceLifetime lifetime) => Agree(
        "disposed async 1",
        services => services.Add(ServiceDescriptor.Describe(typeof(IStep), typeof(AsyncDisposableStep), lifetime)),
        services => services.AddShadowed<IStep, AsyncDisposableStep>(lifetime));

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public Task Implementations_that_are_both(ServiceLifetime lifetime) => Agree(
        "disposed async 1",
        services => services.Add(ServiceDescriptor.Describe(typeof(IStep), typeof(TwiceDisposableStep), lifetime)),
        services => services.AddShadowed<IStep, TwiceDisposableStep>(lifetime));

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public Task Factories(ServiceLifetime lifetime) => Agree(
        "disposed 1",
        services => services.Add(ServiceDescriptor.Describe(typeof(IStep), provider => new DisposableStep(provider.GetRequiredService<Log>()), lifetime)),
        services => _ = lifetime switch
        {
            ServiceLifetime.Singleton => services.AddShadowedSingleton<IStep>(Make),
            ServiceLifetime.Scoped => services.AddShadowedScoped<IStep>(Make),
            _ => services.AddShadowedTransient<IStep>(Make),
        });

    [Fact]
    public Task Scoped_dependencies() => Agree(
        "scope",
        services => services.AddScoped<Scope>().AddScoped<IStep, ScopedStep>(),
        services => services.AddScoped<Scope>().AddShadowedScoped<IStep, ScopedStep>());

    [Fact]
    public Task Keyed_services() => Agree(
        "key b: disposable",
        services => services.AddKeyedScoped<IStep, PlainStep>("a").AddKeyedSingleton<IStep, DisposableStep>("b").AddKeyedTransient<IStep>("c", static (provider, _) => Make(provider)),
        services => services.AddKeyedShadowedScoped<IStep, PlainStep>("a").AddKeyedShadowedSingleton<IStep, DisposableStep>("b").AddKeyedShadowedTransient<IStep>("c", static (provider, _) => Make(provider)));

    [Fact]
    public Task Several_registrations_keep_their_order() => Agree(
        "all: plain",
        services => services.AddTransient<IStep, PlainStep>().AddTransient<IStep>(Make).AddTransient<IStep, PlainStep>().AddScoped<IStep, DisposableStep>(),
        services => services.AddShadowedTransient<IStep, PlainStep>().AddShadowedTransient<IStep>(Make).AddShadowedTransient<IStep, PlainStep>().AddShadowedScoped<IStep, DisposableStep>());

    [Fact]
    public Task What_is_registered_already() => Agree(
        "all: plain",
        services => Several(services),
        services => Several(services).Shadow<IStep>().Shadow<IStep>());

    [Fact]
    public async Task An_instance_is_not_disposed_by_the_container()
    {
        var log = new Log();
        var connection = new Connection(log);
        await using (var provider = new ServiceCollection().AddShadowedSingleton<IConnection>(connection).AddKeyedShadowedSingleton<IConnection>("k", connection).BuildServiceProvider())
        {
            Assert.Equal("sent 1", provider.GetRequiredService<IConnection>().Send());
            Assert.Equal("sent 1", provider.GetRequiredKeyedService<IConnection>("k").Send());
            Assert.Equal(provider.GetRequiredService<IConnection>(), provider.GetRequiredKeyedService<IConnection>("k")); // equal as the instances are
            Assert.NotSame(connection, provider.GetRequiredService<IConnection>()); // it is decorated
        }

        Assert.Equal("", log.Text);
    }

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public void An_interface_that_is_disposable_is_disposed_once_and_whenever_the_program_says_so(ServiceLifetime lifetime)
    {
        Assert.Equal("closed 1, end, closed 1", Closing(services => services.Add(ServiceDescriptor.Describe(typeof(IConnection), typeof(Connection), lifetime))));
        Assert.Equal("closed 1, end, closed 1", Closing(services => services.AddShadowed<IConnection, Connection>(lifetime)));
    }

    [Fact]
    public void A_synchronous_end_of_an_async_disposable_fails_as_it_does_plain()
    {
        var plain = Assert.Throws<InvalidOperationException>(() => End(services => services.AddSingleton<IStep, AsyncDisposableStep>()));
        var shadowed = Assert.Throws<InvalidOperationException>(() => End(services => services.AddShadowedSingleton<IStep, AsyncDisposableStep>()));
        Assert.Contains("IAsyncDisposable", plain.Message, StringComparison.Ordinal);
        Assert.Contains("IAsyncDisposable", shadowed.Message, StringComparison.Ordinal);

        static void End(Action<IServiceCollection> register)
        {
            using var provider = Collection(register).BuildServiceProvider();
            provider.GetRequiredService<IStep>();
        }
    }

    private static IServiceCollection Several(IServiceCollection services) => services
        .AddTransient<IStep, PlainStep>().AddTransient<IStep>(Make).AddSingleton<IStep>(new PlainStep(new Log())).AddKeyedTransient<IStep, PlainStep>("a").AddScoped<IStep, DisposableStep>();

    private static DisposableStep Make(IServiceProvider provider) => new(provider.GetRequiredService<Log>());

    private static string Closing(Action<IServiceCollection> register)
    {
        var services = Collection(register);
        var log = (Log)services[0].ImplementationInstance!;
        using (var provider = services.BuildServiceProvider())
        {
            using var scope = provider.CreateScope();
            scope.ServiceProvider.GetRequiredService<IConnection>().Dispose();
            log.Add("end");
        }

        return log.Text;
    }

    private static ServiceCollection Collection(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Log());
        register(services);
        return services;
    }

    private static async Task Agree(string contains, Action<IServiceCollection> plain, Action<IServiceCollection> shadowed)
    {
        var expected = await UseAsync(Collection(plain));
        Assert.Contains(contains, expected, StringComparison.Ordinal);
        var before = Counted.Calls("Support.IStep.Take");
        var services = Collection(shadowed);
        Assert.Equal(expected, await UseAsync(services));
        Assert.True(Counted.Calls("Support.IStep.Take") > before, "Nothing was counted: the services were not decorated.");
    }

    // Delegates: a call site that nobody sees.
    private static async Task<string> UseAsync(ServiceCollection services)
    {
        var log = (Log)services[0].ImplementationInstance!;
        await using (var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }))
        {
            for (var i = 0; i < 2; i++)
            {
                await using var scope = provider.CreateAsyncScope();
                var inner = scope.ServiceProvider;
                log.Add($"one: {Take(inner.GetService<IStep>())} {Take(inner.GetService<IStep>())}");
                log.Add("all: " + string.Join(' ', inner.GetServices<IStep>().Select(Take)));
                foreach (var key in new[] { "a", "b", "c" })
                    log.Add($"key {key}: {Take(inner.GetKeyedService<IStep>(key))} {Take(inner.GetKeyedService<IStep>(key))} of {inner.GetKeyedServices<IStep>(key).Count()}");
                log.Add($"any key: {inner.GetKeyedServices<IStep>(KeyedService.AnyKey).Count()}");
                var step = inner.GetService<IStep>();
                log.Add($"same: {Equals(step, inner.GetService<IStep>())} {step is IDisposable} {step is IAsyncDisposable} {step?.ToString() is null}");
                log.Add("end of scope");
            }
        }

        return log.Text;
    }

    private static string Take(IStep? step)
    {
        if (step is null)
            return "-";
        Func<string> take = step.Take;
        return take();
    }
}
