using Microsoft.Extensions.DependencyInjection;

namespace ShadowGen.Aot.Smoke;

/// <summary>Services behind decorators: by type, open generic, closed generic, keyed, and disposable.</summary>
[Shadowed]
public interface IStock
{
    public int Count(int items);

    public Task<int> OrderAsync(int items);
}

public sealed class Stock : IStock
{
    public int Count(int items) => items;

    public async Task<int> OrderAsync(int items)
    {
        await Task.Yield();
        return items;
    }
}

[Shadowed]
public interface IShelf<T>
{
    public T Put(T item);
}

public sealed class Shelf<T> : IShelf<T>
{
    public T Put(T item) => item;
}

public sealed class Box : IShelf<object>, IDisposable
{
    public static int Disposed { get; private set; }

    public object Put(object item) => item;

    public void Dispose() => Disposed++;
}

[Unshadowed]
internal static class Services
{
    /// <summary>Calls each service through delegates, which no shim sees; false when a result is wrong.</summary>
    public static async Task<bool> RunAsync(int times)
    {
        bool right;
        await using (var provider = new ServiceCollection()
            .AddShadowedSingleton<IStock, Stock>()
            .AddShadowed(typeof(IShelf<>), typeof(Shelf<>))
            .AddKeyedShadowedTransient<IShelf<object>, Box>("box")
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }))
        {
            Func<int, int> count = provider.GetRequiredService<IStock>().Count;
            Func<int, Task<int>> order = provider.GetRequiredService<IStock>().OrderAsync;
            Func<string, string> put = provider.GetRequiredService<IShelf<string>>().Put;
            Func<object, object> box = provider.GetRequiredKeyedService<IShelf<object>>("box").Put;
            right = true;
            for (var i = 0; i < times; i++)
            {
                using var flow = Shadow.BeginFlow("job");
                right &= count(i) == i && await order(i) == i && put("x") == "x" && box("y") is "y";
            }
        }

        return right && Box.Disposed == 1;
    }
}
