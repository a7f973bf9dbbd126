using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ShadowGen.Hosting.Tests.Support;

namespace ShadowGen.Hosting.Tests.Web;

/// <summary>A web application whose handlers are called by a dispatcher, through reflection, from an endpoint.</summary>
public sealed class WebTests
{
    private const string Handle = "Web.IHandler.HandleAsync";
    private const string Price = "Web.IPrices.PriceAsync";
    private const int Requests = 200;

    [Fact]
    public async Task Each_request_is_counted_exactly_once_and_begins_a_flow()
    {
        await using var app = Application(services => services.AddShadowedScoped<IHandler<Quote, decimal>, QuoteHandler>().AddShadowedSingleton<IPrices, Prices>());
        var before = (Counted.Calls(Handle), Counted.FromOutside(Handle), Counted.Calls(Price), Counted.FromOutside(Price));
        Shadow.Flush();
        var flows = Shadow.Statistics.FlowsOpened;

        Assert.Equal("2.5,5.0,7.5", await AskAsync(app));

        Assert.Equal(Requests + 3, Counted.Calls(Handle) - before.Item1);
        Assert.Equal(Requests + 3, Counted.FromOutside(Handle) - before.Item2);
        Assert.Equal(Requests + 3, Counted.Calls(Price) - before.Item3);
        Assert.Equal(0, Counted.FromOutside(Price) - before.Item4); // its call site is in this assembly: a shim counted it
        Assert.True(Shadow.Statistics.FlowsOpened - flows >= Requests);
        Assert.Contains(Counted.Node(Handle), Shadow.CallGraph.Roots);
        Assert.True(Counted.Node(Handle).Inclusive(ResourceKind.ElapsedTime).Count > 0);
    }

    [Fact]
    public async Task Plain_registrations_give_the_same_answers_and_count_no_handler()
    {
        await using var app = Application(services => services.AddScoped<IHandler<Quote, decimal>, QuoteHandler>().AddSingleton<IPrices, Prices>());
        var before = Counted.Calls(Handle);

        Assert.Equal("2.5,5.0,7.5", await AskAsync(app));
        Assert.Equal(before, Counted.Calls(Handle));
    }

    private static WebApplication Application(Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Host.UseDefaultServiceProvider(static options => (options.ValidateOnBuild, options.ValidateScopes) = (true, true));
        builder.Services.AddScoped<Dispatcher>();
        register(builder.Services);
        var app = builder.Build();
        app.MapGet("/quote/{items}", static async (HttpContext context) =>
        {
            var items = int.Parse((string)context.Request.RouteValues["items"]!, CultureInfo.InvariantCulture);
            var price = await context.RequestServices.GetRequiredService<Dispatcher>().SendAsync(new Quote(items), context.RequestAborted);
            await context.Response.WriteAsync(price.ToString(CultureInfo.InvariantCulture));
        });
        return app;
    }

    private static async Task<string> AskAsync(WebApplication app)
    {
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Parallel.ForAsync(0, Requests, async (i, cancellation) => Assert.Equal("5.0", await client.GetStringAsync(new Uri("quote/2", UriKind.Relative), cancellation)));
        var answers = new List<string>();
        for (var items = 1; items <= 3; items++)
            answers.Add(await client.GetStringAsync(new Uri($"quote/{items}", UriKind.Relative)));
        await app.StopAsync();
        return string.Join(',', answers);
    }
}
