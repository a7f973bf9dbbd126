using Microsoft.Extensions.DependencyInjection;
using ShadowGen.Hosting.Tests.Support;

namespace ShadowGen.Hosting.Tests;

/// <summary>Open generic services, and closed ones of a generic interface.</summary>
public sealed class OpenGenericTests
{
    private const string Find = "Support.IRepository.Find";

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void They_are_made_counted_and_disposed_as_plain_ones(ServiceLifetime lifetime)
    {
        var plain = Use(services => services.Add(ServiceDescriptor.Describe(typeof(IRepository<>), typeof(Repository<>), lifetime)));
        var before = Counted.FromOutside(Find);
        var shadowed = Use(services => services.AddShadowed(typeof(IRepository<>), typeof(Repository<>), lifetime));

        Assert.Equal(plain, shadowed);
        Assert.Contains("disposed", plain, StringComparison.Ordinal);
        Assert.Equal(8, Counted.FromOutside(Find) - before);
    }

    [Fact]
    public void Of_several_the_last_is_counted_and_all_are_there_in_order()
    {
        var plain = UseAll(services => services.AddTransient(typeof(IRepository<>), typeof(OtherRepository<>)).AddTransient(typeof(IRepository<>), typeof(Repository<>)));
        var before = Counted.FromOutside(Find);
        var shadowed = UseAll(services => services.AddShadowed(typeof(IRepository<>), typeof(OtherRepository<>)).AddShadowed(typeof(IRepository<>), typeof(Repository<>)));

        Assert.Equal(plain, shadowed);
        Assert.Equal("other 7 Int32 7 1", plain);
        Assert.Equal(1, Counted.FromOutside(Find) - before);
    }

    [Fact]
    public void A_closed_one_is_decorated_too()
    {
        using var provider = new ServiceCollection().AddSingleton(new Log())
            .AddShadowed(typeof(IRepository<>), typeof(Repository<>)).AddShadowedScoped<IRepository<decimal>, OrderRepository>().BuildServiceProvider();
        using var scope = provider.CreateScope();
        var before = Counted.FromOutside(Find);
        Func<decimal, string> find = scope.ServiceProvider.GetRequiredService<IRepository<decimal>>().Find;

        Assert.Equal("orders", find(1));
        Assert.Equal(1, Counted.FromOutside(Find) - before);
    }

    [Fact]
    public void The_container_sees_through_to_a_scoped_dependency()
    {
        var services = new ServiceCollection().AddScoped<Log>().AddShadowed(typeof(IRepository<>), typeof(Repository<>), ServiceLifetime.Singleton);
        using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.Contains("Cannot consume scoped service", Assert.Throws<InvalidOperationException>(() => provider.GetService<IRepository<int>>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keyed_open_generic_services_stay_plain_and_work()
    {
        var services = new ServiceCollection().AddSingleton(new Log());
        services.Add(ServiceDescriptor.DescribeKeyed(typeof(IRepository<>), "k", typeof(OtherRepository<>), ServiceLifetime.Transient));
        using var provider = services.AddShadowed(typeof(IRepository<>), typeof(Repository<>)).BuildServiceProvider();

        Assert.IsType<OtherRepository<int>>(provider.GetRequiredKeyedService<IRepository<int>>("k"));
        Assert.IsNotType<Repository<int>>(provider.GetRequiredService<IRepository<int>>());
    }

    private static string Use(Action<IServiceCollection> register)
    {
        var log = new Log();
        var services = new ServiceCollection();
        services.AddSingleton(log);
        register(services);
        using (var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }))
        {
            for (var i = 0; i < 2; i++)
            {
                using var scope = provider.CreateScope();
                log.Add(Ask(scope.ServiceProvider, "a"));
                log.Add(Ask(scope.ServiceProvider, "b"));
                log.Add(Ask(scope.ServiceProvider, 3));
                log.Add(Ask(scope.ServiceProvider, 4));
            }
        }

        return log.Text;
    }

    private static string UseAll(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Log());
        register(services);
        using var provider = services.BuildServiceProvider();
        return string.Join(' ', provider.GetServices<IRepository<int>>().Select(repository => ((Func<int, string>)repository.Find)(7)));
    }

    private static string Ask<T>(IServiceProvider provider, T key)
    {
        Func<T, string> find = provider.GetRequiredService<IRepository<T>>().Find;
        return find(key);
    }
}
