using Microsoft.Extensions.DependencyInjection;

namespace ShadowGen.Hosting.Tests;

[Shadowed]
public interface IGreeter
{
    public string Greet(string name);

    public Task<int> CountAsync(int items);
}

public sealed class Greeter : IGreeter
{
    public string Greet(string name) => "Hello " + name;

    public async Task<int> CountAsync(int items)
    {
        await Task.Yield();
        return items;
    }
}

public sealed class FirstTests
{
    [Fact]
    public async Task A_call_that_no_shim_sees_is_counted_once()
    {
        using var provider = new ServiceCollection().AddShadowed<IGreeter, Greeter>().BuildServiceProvider();
        var greeter = provider.GetRequiredService<IGreeter>();
        Func<string, string> greet = greeter.Greet;
        for (var i = 0; i < 1000; i++)
            Assert.Equal("Hello a", greet("a"));
        Assert.Equal(3, await greeter.CountAsync(3));
        Shadow.Flush();
        Assert.Equal(1000, Shadow.CallGraph.Find("ShadowGen.Hosting.Tests.IGreeter.Greet").Calls);
        Assert.Equal(1, Shadow.CallGraph.Find("ShadowGen.Hosting.Tests.IGreeter.CountAsync").Calls);
        Assert.DoesNotContain(Shadow.CallGraph.Find("ShadowGen.Hosting.Tests.IGreeter.CountAsync").Parents, edge => edge.Caller.IsOutside && edge.Calls > 0);
    }
}
