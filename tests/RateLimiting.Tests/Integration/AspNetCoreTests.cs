using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ShadowGen.RateLimiting.Tests.Integration;

/// <summary>Behind ASP.NET Core's rate limiting, in a server of its own: requests of unequal cost are let in by cost.</summary>
public sealed class AspNetCoreTests : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly SemaphoreSlim _entered = new(0);

    [Fact]
    public async Task A_heavy_request_is_refused_where_a_light_one_still_fits()
    {
        await using var app = await StartAsync(queueLimit: 0);
        using var client = ClientOf(app);
        var held = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => EnterAsync(client, $"held{i}", 45)));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync(Work("heavy", 45))).StatusCode);
        var light = await EnterAsync(client, "light", 5);

        foreach (var name in new[] { "held0", "held1", "held2", "light" }) _gates[name].SetResult();
        Assert.All(held.Append(light), r => Assert.Equal(HttpStatusCode.OK, r.Result.StatusCode));
    }

    [Fact]
    public async Task A_request_that_waits_is_let_in_when_another_ends_even_by_a_fault()
    {
        await using var app = await StartAsync(queueLimit: 10);
        using var client = ClientOf(app);
        var held = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => EnterAsync(client, $"held{i}", 45)));
        var waiting = client.GetAsync(Work("waiting", 45));
        Assert.False(await _entered.WaitAsync(100));

        _gates["held0"].SetException(new InvalidOperationException("a fault of the handler"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await held[0]).StatusCode);
        await _entered.WaitAsync();
        foreach (var name in new[] { "held1", "held2", "waiting" }) _gates[name].SetResult();

        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task A_description_that_throws_does_not_stop_the_request()
    {
        await using var app = await StartAsync(queueLimit: 0);
        using var client = ClientOf(app);
        var faults = Counters.Faults.Internal;
        var request = await EnterAsync(client, "any", "not a number");
        _gates["any"].SetResult();

        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
        Assert.True(Counters.Faults.Internal > faults);
    }

    public void Dispose() => _entered.Dispose();

    // One processor, so that three pieces are always let in; 150 ms fit in.
    private async Task<WebApplication> StartAsync(int queueLimit)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRateLimiter(options => options.GlobalLimiter = PredictiveRateLimiter.Create<HttpContext>(
            new() { LatencyTarget = TimeSpan.FromSeconds(1), Processors = 1, QueueLimit = queueLimit },
            context => new() { ProcessorTime = TimeSpan.FromMilliseconds(int.Parse(context.Request.Query["cost"].ToString(), CultureInfo.InvariantCulture)), Deadline = TimeSpan.FromMinutes(1) }));
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapGet("/work/{name}", async (string name) =>
        {
            var gate = _gates.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
            _entered.Release();
            await gate.Task;
        });
        await app.StartAsync();
        return app;
    }

    // Done when the request is in its handler; gives the request itself.
    private async Task<Task<HttpResponseMessage>> EnterAsync(HttpClient client, string name, object cost)
    {
        var request = client.GetAsync(Work(name, cost));
        await Task.WhenAny(_entered.WaitAsync(), request);
        return request;
    }

    private static Uri Work(string name, object cost) => new($"work/{name}?cost={cost}", UriKind.Relative);

    private static HttpClient ClientOf(WebApplication app) => new() { BaseAddress = new(app.Urls.First()) };
}
