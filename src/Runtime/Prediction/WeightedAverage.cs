namespace ShadowGen;

/// <summary>
/// The baseline that every comparison shows: probability times average inclusive profile, summed over the functions that may come
/// (<see cref="ExecutionTrace.FutureNodes"/>). It ignores loops and counts what a callee's callees use again with the callee.
/// </summary>
public static class WeightedAverage
{
    /// <summary>What is still to come below the current function of a trace. Does not allocate.</summary>
    /// <param name="trace">Where a flow is.</param>
    /// <param name="maximum">How many future functions to sum at most: 0 to 64.</param>
    /// <returns>A resource that no future function was measured for is not measured.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is below 0 or above 64.</exception>
    public static ResourcePrediction Predict(in ExecutionTrace trace, int maximum = FutureNodes.MaximumCount)
    {
        Span<double> mean = stackalloc double[4];
        Span<double> square = stackalloc double[4];
        Span<bool> isMeasured = stackalloc bool[4];
        mean.Clear();
        square.Clear();
        isMeasured.Clear();
        foreach (var future in trace.FutureNodes(maximum))
        {
            for (var kind = 0; kind < 4; kind++)
            {
                var profile = future.Node.Inclusive((ResourceKind)kind);
                if (!profile.IsMeasured) continue;
                isMeasured[kind] = true;
                var expected = future.Probability * profile.Mean;
                var spread = double.IsNaN(profile.StandardDeviation) ? 0 : profile.StandardDeviation;
                mean[kind] += expected;
                square[kind] += (future.Probability * ((spread * spread) + (profile.Mean * profile.Mean))) - (expected * expected);
            }
        }
        return new(
            trace.Current,
            Forecast(isMeasured[0], mean[0], square[0]),
            Forecast(isMeasured[1], mean[1], square[1]),
            Forecast(isMeasured[2], mean[2], square[2]),
            Forecast(isMeasured[3], mean[3], square[3]));
    }

    // The variance of "called or not" times cost, as if the functions were called independently.
    private static ResourceForecast Forecast(bool isMeasured, double mean, double variance) =>
        isMeasured ? new(mean, Math.Sqrt(Math.Max(0, variance))) : ResourceForecast.NotMeasured;
}
