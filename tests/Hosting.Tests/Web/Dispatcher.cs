using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace ShadowGen.Hosting.Tests.Web;

public interface IRequest<TResult>;

[Shadowed]
public interface IHandler<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public Task<TResult> HandleAsync(TRequest request, CancellationToken cancellation);
}

/// <summary>Finds the handler of a request by reflection, as mediator libraries do: no call site names the handler's method.</summary>
[Unshadowed]
public sealed class Dispatcher(IServiceProvider services)
{
    private static readonly ConcurrentDictionary<Type, MethodInfo> Methods = new();

    public Task<TResult> SendAsync<TResult>(IRequest<TResult> request, CancellationToken cancellation)
    {
        var handler = typeof(IHandler<,>).MakeGenericType(request.GetType(), typeof(TResult));
        var method = Methods.GetOrAdd(handler, static type => type.GetMethod("HandleAsync")!);
        return (Task<TResult>)method.Invoke(services.GetRequiredService(handler), [request, cancellation])!;
    }
}

public sealed record Quote(int Items) : IRequest<decimal>;

[Shadowed]
public interface IPrices
{
    public Task<decimal> PriceAsync(int items);
}

public sealed class Prices : IPrices
{
    public async Task<decimal> PriceAsync(int items)
    {
        await Task.Yield();
        return items * 2.5m;
    }
}

public sealed class QuoteHandler(IPrices prices) : IHandler<Quote, decimal>
{
    public async Task<decimal> HandleAsync(Quote request, CancellationToken cancellation) => await prices.PriceAsync(request.Items);
}
