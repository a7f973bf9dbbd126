using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.Needs;

namespace ShadowGen.Prediction.Tests;

public sealed class NeedsRivalTests
{
    private static readonly CallBegin Call = new(0, 7, 0, 0, 0, 0, 0);

    [Fact]
    public void Nothing_is_expected_before_anything_was_learned()
    {
        foreach (var rival in (NeedsPredictor[])[new LastCost(1), new ExponentialMean(1, 0.5, false), new RollingQuantiles(3, true), new DecayedHistogram(1), new SplitConformal(1)])
        {
            Assert.Equal(0, rival.Predict(Call).Cost);
            Assert.False(double.IsFinite(rival.Predict(Call).High));
        }
    }

    [Fact]
    public void The_last_cost_and_exponential_means()
    {
        Assert.Equal(9, Learned(new LastCost(1), 5, 9).Cost);
        Assert.Equal(0.5 * (10 + 20), Learned(new ExponentialMean(1, 0.5, ofLogarithms: false), 10, 20).Cost, 1e-12);
        Assert.Equal(Math.Sqrt(4 * 16) - 1, Learned(new ExponentialMean(1, 0.5, ofLogarithms: true), 3, 15).Cost, 1e-12);
    }

    [Fact]
    public void Rolling_quantiles_are_those_of_the_window_and_of_the_caller_if_asked()
    {
        Assert.Equal((3, 2, 4), Learned(new RollingQuantiles(3, byCaller: false), 1, 2, 4, 3));
        Assert.Equal((50, 5, 95), Learned(new RollingQuantiles(100, byCaller: false), [.. Enumerable.Range(1, 100).Select(static i => (double)(i * 37 % 101))]));

        var byCaller = new RollingQuantiles(3, byCaller: true);
        byCaller.Learn(Call, 5);
        byCaller.Learn(Call with { Caller = 8 }, 50);
        Assert.Equal((5, 5, 5), byCaller.Predict(Call));
    }

    [Fact]
    public void A_decayed_histogram_gives_way_to_new_costs_at_its_half_life()
    {
        var histogram = new DecayedHistogram(1);
        for (var i = 0; i < 500; i++) histogram.Learn(Call, 100);
        Assert.InRange(histogram.Predict(Call).Cost, 100 / 1.05, 100 * 1.05);
        // After 250 more the old ones weigh (1 - 2^-1) 2^-1/2 = 0.35 against 1 - 2^-1/2 = 0.29, after 500 more 0.25 against 0.5.
        for (var i = 0; i < 250; i++) histogram.Learn(Call, 1_000);
        Assert.InRange(histogram.Predict(Call).Cost, 100 / 1.05, 100 * 1.05);
        for (var i = 0; i < 250; i++) histogram.Learn(Call, 1_000);
        Assert.InRange(histogram.Predict(Call).Cost, 1_000 / 1.05, 1_000 * 1.05);
        Assert.InRange(histogram.Predict(Call).Low, 100 / 1.05, 100 * 1.05);
    }

    [Fact]
    public void A_decayed_histogram_survives_as_many_costs_as_make_its_weights_large()
    {
        var histogram = new DecayedHistogram(1);
        for (var i = 0; i < 600_000; i++) histogram.Learn(Call, 100); // its weights would be 2^1200
        Assert.InRange(histogram.Predict(Call).Cost, 100 / 1.05, 100 * 1.05);
        for (var i = 0; i < 1_000; i++) histogram.Learn(Call, 1_000);
        Assert.InRange(histogram.Predict(Call).Cost, 1_000 / 1.05, 1_000 * 1.05);
    }

    [Fact]
    public void Split_conformal_intervals_hold_nine_times_in_ten()
    {
        var random = new Random(3);
        var events = Enumerable.Range(0, 6_000).Select(i => new CallEvent(-1, 0, i, Math.Exp(5 + random.NextDouble() + random.NextDouble()), double.NaN)).ToArray();
        var set = new CallSet("by hand", null, [new(events, 1_000)], 1, HoldsOutTails: true);
        var score = new NeedsScore("");
        NeedsReplay.Run(set, static call => call.Duration, new SplitConformal(1), score);
        Assert.Equal(5_000, score.Count);
        Assert.InRange(score.Coverage, 88, 92);
        Assert.InRange(score.Width, 1, 2);
    }

    [Fact]
    public void A_call_is_foretold_when_it_begins_and_learned_when_it_ends()
    {
        var heard = new Heard();
        var set = Sets.Of(0, (-1, 0), (0, 1), (1, 2), (0, 1), (-1, 0));
        NeedsReplay.Run(set, static call => call.Operation == 2 ? double.NaN : 1, heard, new(""));
        Assert.Equal("?0<-1 ?1<0 ?2<1 !1 ?1<0 !1 !0 ?0<-1 !0", string.Join(' ', heard.Events));
    }

    private static (double Cost, double Low, double High) Learned(NeedsPredictor predictor, params double[] costs)
    {
        foreach (var cost in costs) predictor.Learn(Call, cost);
        return predictor.Predict(Call);
    }

    private sealed class Heard : NeedsPredictor
    {
        public List<string> Events { get; } = [];

        public override string Name => "";

        public override (double Cost, double Low, double High) Predict(in CallBegin call)
        {
            Events.Add($"?{call.Operation}<{(call.Caller is >= 0 and < 100 ? call.Caller : -1)}");
            return (1, double.NaN, double.NaN);
        }

        public override void Learn(in CallBegin call, double cost) => Events.Add($"!{call.Operation}");
    }
}
