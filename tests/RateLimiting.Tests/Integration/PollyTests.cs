using Polly;
using Polly.RateLimiting;

namespace ShadowGen.RateLimiting.Tests.Integration;

/// <summary>Through Polly's rate limiter strategy: each execution says what it costs.</summary>
public sealed class PollyTests : IDisposable
{
    private static readonly ResiliencePropertyKey<AdmissionRequest> Needs = new("needs");

    private readonly PredictiveRateLimiter _limiter = new(new() { LatencyTarget = TimeSpan.FromSeconds(1), Processors = 1, QueueLimit = 0 });

    [Fact]
    public async Task A_heavy_execution_is_refused_where_a_light_one_still_fits()
    {
        var pipeline = Pipeline();
        var gate = new TaskCompletionSource();
        var held = Enumerable.Range(0, 3).Select(_ => RunAsync(pipeline, 45, () => gate.Task)).ToList();

        await Assert.ThrowsAsync<RateLimiterRejectedException>(() => RunAsync(pipeline, 45, () => Task.CompletedTask));
        await RunAsync(pipeline, 5, () => Task.CompletedTask);

        gate.SetResult();
        await Task.WhenAll(held);
        Assert.Equal(0, ((PredictiveRateLimiterStatistics)_limiter.GetStatistics()).Processors.PermitsInUse);
    }

    [Fact]
    public async Task Faults_and_cancellation_return_permits()
    {
        var pipeline = Pipeline();

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(pipeline, 10, () => throw new InvalidOperationException("a fault of the user's")));
        await Assert.ThrowsAsync<TaskCanceledException>(() => RunAsync(pipeline, 10, () => Task.FromCanceled(new(true))));

        var statistics = (PredictiveRateLimiterStatistics)_limiter.GetStatistics();
        Assert.Equal((0, 2), (statistics.Processors.PermitsInUse, statistics.ReturnedLeases));
    }

    public void Dispose() => _limiter.Dispose();

    private ResiliencePipeline Pipeline() => new ResiliencePipelineBuilder()
        .AddRateLimiter(new RateLimiterStrategyOptions
        {
            RateLimiter = arguments => _limiter.AcquireAsync(arguments.Context.Properties.GetValue(Needs, default), arguments.Context.CancellationToken),
        })
        .Build();

    private static async Task RunAsync(ResiliencePipeline pipeline, int milliseconds, Func<Task> work)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        context.Properties.Set(Needs, new() { ProcessorTime = TimeSpan.FromMilliseconds(milliseconds) });
        try
        {
            await pipeline.ExecuteAsync(static async (_, work) => await work(), context, work);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
