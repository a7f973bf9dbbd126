using ShadowGen.Prefetch;

namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>What early calls may cost, and that they stop where they do not help.</summary>
public sealed class WasteTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void What_is_in_vain_stays_within_the_share(double share) => Plainly.Run(() =>
    {
        const int Calls = 4000;
        var handler = new Handler();
        handler.Control.Configure(AheadMode.Start, AheadLimits.Usual with { WastedCalls = share });
        handler.Teach();
        for (var i = 0; i < Calls; i++) RunOnce(handler, fits: i % 10 != 0); // one in ten in vain

        var seen = handler.Statistics;
        Assert.InRange(seen.Wasted, 1, (share * Calls) + WasteBudget.CallsAtOnce);
        Assert.True(share > 0.05 ? seen.Withheld == 0 && seen.Taken > 0.8 * Calls : seen.Withheld > 0 && seen.Taken > 0.3 * Calls, seen.ToString());
    });

    [Fact]
    public void Without_a_budget_nothing_is_started() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Control.Configure(AheadMode.Start, AheadLimits.Usual with { WastedCalls = 0 });
        handler.Teach();
        _ = handler.Run();
        Assert.Equal((0, 1), (handler.Statistics.Started, handler.Statistics.Withheld));
    });

    [Fact]
    public void Processor_time_in_vain_is_paid_back_by_time() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Control.Configure(AheadMode.Start, AheadLimits.Usual with { WastedCalls = 1, WastedCores = 0.001 }); // 1 ms a second
        handler.Teach();
        handler.OnRead = () => handler.Pass(1000); // a start holds the caller up for 1 ms
        for (var i = 0; i < 4; i++) RunOnce(handler, fits: false);
        var started = handler.Statistics.Started;
        Assert.InRange(started, 1, 2);
        Assert.Equal(2.001 * started, handler.Statistics.WastedCpuTime.TotalMilliseconds, 1);
        handler.Pass(10_000_000);
        for (var i = 0; i < 4; i++) RunOnce(handler, fits: false);
        Assert.InRange(handler.Statistics.Started, started + 1, started + 2);
    });

    [Fact]
    public void Bytes_in_vain_are_paid_back_by_time() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Control.Configure(AheadMode.Start, AheadLimits.Usual with { WastedCalls = 1, WastedBytesPerSecond = 100_000 });
        handler.Teach();
        handler.OnRead = static () => GC.KeepAlive(new byte[200_000]);
        for (var i = 0; i < 4; i++) RunOnce(handler, fits: false);
        Assert.Equal(1, handler.Statistics.Started);
        Assert.InRange(handler.Statistics.WastedBytes, 200_000, 220_000);
    });

    [Fact]
    public void What_is_mostly_in_vain_is_left_alone_and_tried_again_after_longer_and_longer() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Control.Configure(AheadMode.Start, AheadLimits.Usual with { WastedCalls = 1, WastedCores = 10 });
        handler.Teach();
        var pauses = new List<string>();
        for (var trial = 0; trial < 3; trial++)
        {
            var before = handler.Statistics.Started;
            for (var i = 0; i < 200 && handler.Statistics.IsOn; i++) RunOnce(handler, fits: false);
            Assert.InRange(handler.Statistics.Started - before, 1, Regret.Window);
            Assert.False(handler.Statistics.IsOn);
            pauses.Add(handler.Statistics.Reason.Split("for ")[^1]);
            before = handler.Statistics.Started;
            for (var i = 0; i < 50; i++) RunOnce(handler, fits: true);
            Assert.Equal(before, handler.Statistics.Started);
            handler.Pass(60_000_000);
            for (var i = 0; i < 100 && !handler.Statistics.IsOn; i++) RunOnce(handler, fits: true);
            Assert.True(handler.Statistics.IsOn);
        }
        Assert.Equal(["1 s", "2 s", "4 s"], pauses);
    });

    [Fact]
    public void What_is_used_and_saves_nothing_is_left_alone() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        // Made early, the read takes so much longer that the call waits longer for it than it would for a plain one.
        for (var i = 0; i < 2 * Regret.Window && handler.Statistics.IsOn; i++) _ = handler.Run(readUs: 5000, plainUs: 2000);
        Assert.False(handler.Statistics.IsOn);
        Assert.Contains("did not help", handler.Statistics.Reason, StringComparison.Ordinal);
        Assert.True(handler.Statistics.Saved < TimeSpan.Zero);
    });

    [Fact]
    public void Of_many_that_come_together_those_that_do_not_fit_do_not_weigh_alone() => Plainly.Run(() =>
    {
        var learner = new SpeculationLearner("M:A.B", 1);
        for (var i = 0; i < 8; i++)
        {
            learner.Plain(2e6, 0);
            learner.Came(2_000_000, unstarted: 0);
        }
        // As many as two windows of results that do not fit, with three times as many that are waited for between them.
        var credits = new List<double>();
        for (var i = 0; i < 2 * Regret.Window; i++)
        {
            for (var k = 0; k < 3; k++) credits.Add(learner.Claimed(0));
            _ = learner.Wasted(Waste.Mismatch, 0, credit: null, 0);
        }
        Assert.True(learner.Pays);
        foreach (var credit in credits) learner.Taken(1e6, credit, 0);
        Assert.True(learner.Pays);
        Assert.Equal(1e3 * 999 * credits.Count, learner.Statistics("M").Saved.TotalNanoseconds, 0);
    });

    [Fact]
    public void Calls_in_which_nothing_is_started_keep_on_showing_what_a_plain_one_takes() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        for (var i = 0; i < 1600; i++) _ = handler.Run();
        Assert.InRange(handler.Statistics.Started, 1400, 1560); // about 1 in 16 is left out
        Assert.Equal(handler.Statistics.Started, handler.Statistics.Taken);
    });

    private static void RunOnce(Handler handler, bool fits)
    {
        var count = handler.Reads.Count;
        var task = handler.HandleAsync(1);
        handler.Offset = fits ? 0 : 1;
        var early = handler.Reads.Count > count ? handler.Last : null;
        handler.Pass(2000);
        early?.Complete();
        handler.Go(0);
        handler.Pass(2000);
        if (!handler.Last.Task.IsCompleted) handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal(1 + handler.Offset, handler.Last.Id);
        handler.Offset = 0;
    }
}
