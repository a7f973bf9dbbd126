using ShadowGen.Prediction.Benchmarks.Needs;
using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Tests;

public sealed class ScoreTests
{
    [Fact]
    public void Bits_and_hits_are_those_of_the_outcomes_that_came()
    {
        var score = new Score("by hand");
        score.Add([0.5, 0.25, 0.125, 0.125], 0);
        score.Add([0.5, 0.25, 0.125, 0.125], 1);
        score.Add([0.4, 0.3, 0.2, 0.1], 3);
        Assert.Equal(3, score.Events);
        Assert.Equal((1 + 2 + Math.Log2(10)) / 3, score.Bits, 1e-12);
        Assert.Equal(100.0 / 3, score.Top1, 1e-9);
        Assert.Equal(200.0 / 3, score.Top3, 1e-9);
    }

    [Fact]
    public void The_calibration_error_is_the_gap_between_confidence_and_hits_bin_by_bin()
    {
        var sure = new Score("sure");
        sure.Add([0.92, 0.08], 1); // nine of ten, and wrong
        sure.Add([0.55, 0.45], 0);
        sure.Add([0.55, 0.45], 1); // one of two, as it was
        Assert.Equal(100 * (0.92 + 0.1) / 3, sure.CalibrationError, 1e-9);
    }

    [Fact]
    public void What_is_no_distribution_or_thought_the_outcome_impossible_is_refused()
    {
        var score = new Score("by hand");
        Assert.Contains("sum to 0.9", Assert.Throws<InvalidOperationException>(() => score.Add([0.5, 0.4], 0)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => score.Add([0.5, 0.500002], 0));
        Assert.Contains("impossible", Assert.Throws<InvalidOperationException>(() => score.Add([1, 0], 1)).Message, StringComparison.Ordinal);
        Assert.Equal(0, score.Events);
    }

    [Fact]
    public void Needs_are_scored_as_factors_and_intervals_by_coverage_width_and_distance()
    {
        var score = new NeedsScore("by hand");
        score.Add(0, (3, 1, 3), 1); // off by (1 + 3) / (1 + 1), inside
        score.Add(0, (3, 1, 3), 7); // off by 8 / 4, outside by ln 2
        score.Add(0, (3, double.NaN, double.NaN), 3); // no interval
        Assert.Equal(Math.Exp(2 * Math.Log(2) / 3), score.ErrorFactor, 1e-12);
        Assert.Equal(2, score.ErrorQuantile(0.9), 1e-12);
        Assert.Equal(50, score.Coverage);
        Assert.Equal(Math.Log(2), score.Width, 1e-12);
        Assert.Equal(Math.Log(2) + (Math.Log(2) / 0.05 / 2), score.Winkler, 1e-12);
    }
}
