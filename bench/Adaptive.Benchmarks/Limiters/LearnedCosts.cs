using System.Runtime.Intrinsics;
using ShadowGen.Adaptive.Benchmarks.Simulation;
using ShadowGen.Laws;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>
/// What ShadowGen would predict: its cost law on the size, learned from one of eight requests that have ended and published ten times a second; where arguments do not help, the mean of those. Elapsed times are what was
/// measured, contention and all.
/// </summary>
internal sealed class LearnedCosts(VirtualTime time, Workload workload)
{
    private const int Sampling = 8;
    private const double Publication = 0.1;
    private static readonly Vector128<float> Measured = Vector128.Create(-1, -1, 0, 0).AsSingle();

    private readonly ArgumentLawLearner[] _learners = Array.ConvertAll(workload.Endpoints, _ => new ArgumentLawLearner(LawShape.Of(1, 0)));
    private readonly ArgumentLaw?[] _laws = new ArgumentLaw?[workload.Endpoints.Length];
    private readonly double[] _published = new double[workload.Endpoints.Length];
    private readonly (double Count, double Processor, double Elapsed)[] _sums = new (double, double, double)[workload.Endpoints.Length];
    private int _ended;

    /// <summary>Nanoseconds; NaN: nothing was measured yet.</summary>
    public (double Processor, double Elapsed) Predict(Request request)
    {
        var sums = _sums[request.Endpoint];
        var (processor, elapsed) = (sums.Processor / sums.Count, sums.Elapsed / sums.Count);
        if (_laws[request.Endpoint] is not { } law) return (processor, elapsed);
        law.Read([request.Size], out var forecast);
        var helps = forecast.Helps.AsInt32();
        return (helps[0] != 0 ? forecast.Mean[0] : processor, helps[1] != 0 ? forecast.Mean[1] : elapsed);
    }

    public void Learn(Request request)
    {
        if (_ended++ % Sampling != 0) return;
        var (processor, elapsed) = (request.Processor * 1e9, (request.Done - request.Admitted) * 1e9);
        ref var sums = ref _sums[request.Endpoint];
        sums = ((sums.Count * 0.99) + 1, (sums.Processor * 0.99) + processor, (sums.Elapsed * 0.99) + elapsed);
        _learners[request.Endpoint].Learn([request.Size], Vector128.Create((float)processor, (float)elapsed, 0, 0), Measured);
        if (time.Now - _published[request.Endpoint] < Publication) return;
        _published[request.Endpoint] = time.Now;
        _laws[request.Endpoint] = _learners[request.Endpoint].Publish();
    }
}
