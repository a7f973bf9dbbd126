using System.Diagnostics;
using ShadowGen.QuickStart.Querying;

namespace ShadowGen.QuickStart.Forecasts;

/// <summary>
/// Asks, in the middle of each search, what the search will use and what it will call next, and scores the answers when they can be checked.
/// For one search at a time: not thread-safe.
/// </summary>
internal sealed class ForecastCheck
{
    private readonly NextCallCheck[] _next = [new(), new(), new()];
    private ResourcePrediction _default;
    private ResourcePrediction _average;
    private ResourcePrediction _shadow;
    private long _startedAt;
    private long _allocatedBefore;

    /// <summary>False: asks all the same, so that every search does the same work, and learns the baseline.</summary>
    public bool IsScoring { get; set; }

    /// <summary>What the search will be for.</summary>
    public string Query { get; set; } = "";

    /// <summary>Elapsed time and allocated bytes of a search, by <see cref="Shadow.PredictCall"/>.</summary>
    public (CostScore Elapsed, CostScore Bytes) Default { get; } = (new(), new());

    /// <summary>The same by <c>Shadows</c>: the call as it would be with its arguments.</summary>
    public (CostScore Elapsed, CostScore Bytes) Shadowed { get; } = (new(), new());

    /// <summary>The same by <see cref="WeightedAverage"/>.</summary>
    public (CostScore Elapsed, CostScore Bytes) Average { get; } = (new(), new());

    /// <summary>What came of the questions that were asked when a step was reached; none are asked at the last.</summary>
    public NextCallCheck NextAfter(SearchStep step) => _next[(int)step];

    /// <summary>Told by <see cref="SearchEngine"/>, inside of the search.</summary>
    public void OnStep(SearchStep step)
    {
        // First, so that what asking itself takes is measured here as it is in the profile.
        if (step == SearchStep.Started) Begin();
        // Between two steps a search makes one call of its own: the last sibling is the call that was asked for.
        else NextAfter(step - 1).Resolve(Shadow.CurrentTrace.LastSibling, IsScoring);

        if (step != SearchStep.Finished) NextAfter(step).Ask();
        else if (IsScoring) ScoreCost();
    }

    private void Begin()
    {
        _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        _startedAt = Stopwatch.GetTimestamp();
        _default = Shadow.PredictCall();
        _shadow = Shadows.SearchEngine.Search(Query, AnswerService.HitsShown).Needs;
        _average = WeightedAverage.Predict(Shadow.CurrentTrace);
    }

    private void ScoreCost()
    {
        var elapsed = Stopwatch.GetElapsedTime(_startedAt).TotalNanoseconds;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;
        Default.Elapsed.Add(_default.ElapsedTime, elapsed);
        Default.Bytes.Add(_default.AllocatedBytes, bytes);
        Shadowed.Elapsed.Add(_shadow.ElapsedTime, elapsed);
        Shadowed.Bytes.Add(_shadow.AllocatedBytes, bytes);
        Average.Elapsed.Add(_average.ElapsedTime, elapsed);
        Average.Bytes.Add(_average.AllocatedBytes, bytes);
    }
}
