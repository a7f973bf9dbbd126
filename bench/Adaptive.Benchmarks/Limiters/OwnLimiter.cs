using System.Threading.RateLimiting;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>The product, told what is predicted, or (<paramref name="isOracle"/>) what will be.</summary>
internal sealed class OwnLimiter(VirtualTime time, Workload workload, bool isOracle) : Limiter
{
    private readonly PredictiveRateLimiter _limiter = new(new() { LatencyTarget = TimeSpan.FromSeconds(Workload.Target), Processors = Workload.Processors, TimeProvider = time });
    private readonly LearnedCosts _costs = new(time, workload);

    public override ValueTask<RateLimitLease> AskAsync(Request request) => _limiter.AcquireAsync(isOracle ? Known(request) : Predicted(request));

    public override void Done(Request request) => _costs.Learn(request);

    public override void Dispose() => _limiter.Dispose();

    private AdmissionRequest Known(Request request) => new()
    {
        Kind = Kind(request),
        ProcessorTime = TimeSpan.FromSeconds(request.Processor),
        WaitingTime = TimeSpan.FromSeconds(request.Waiting * workload.Slowness(time.Now)),
        Dependency = request.Waiting > 0 ? "dependency" : null,
    };

    private AdmissionRequest Predicted(Request request)
    {
        var (processor, elapsed) = _costs.Predict(request);
        var needs = new ResourcePrediction(default, new(processor, double.NaN), new(elapsed, double.NaN), ResourceForecast.NotMeasured, ResourceForecast.NotMeasured);
        return AdmissionRequest.For(needs, request.Waiting > 0 ? "dependency" : null) with { Kind = Kind(request) };
    }

    private static string Kind(Request request) => $"endpoint {request.Endpoint}";
}
