using ShadowGen.Prefetch;

namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>When a prefetch is called, how far ahead, and that it stops where it does not help.</summary>
public sealed class WarmTests
{
    [Fact]
    public void A_loop_is_prefetched_ahead_of_within_its_first_run() => Plainly.Run(() =>
    {
        var indexer = new Indexer();
        indexer.Index(Indexer.Files(400));
        var seen = indexer.Statistics;
        Assert.True(seen.IsOn, seen.ToString());
        Assert.InRange(seen.Started, 320, 392); // the first 8 teach; about 1 in 16 of the others is left cold
        Assert.Equal((seen.Started, 0), (seen.Taken, seen.Wasted));
        Assert.Equal(90 * seen.Started, seen.Saved.TotalMicroseconds, 0);
        Assert.Equal(indexer.Warmed.Count, indexer.Warmed.Distinct().Count());
    });

    [Fact]
    public void Files_are_prefetched_before_they_are_read_and_no_further_than_needed() => Plainly.Run(() =>
    {
        var indexer = new Indexer();
        indexer.Index(Indexer.Files(400));
        Assert.InRange(indexer.Furthest, 1, 2); // prefetches are always done in time: the window has no reason to grow
    });

    [Fact]
    public void The_window_grows_while_prefetches_come_late_and_never_beyond_its_bound() => Plainly.Run(() =>
    {
        var indexer = new Indexer { WaitsForWarm = false, WarmUs = 50 };
        indexer.Control.Configure(AheadMode.Start, AheadLimits.Usual with { Elements = 16, Parallel = 1000 });
        var never = new TaskCompletionSource();
        indexer.Warming = () => never.Task; // none is done before the end
        indexer.Index(Indexer.Files(200));
        Assert.InRange(indexer.Furthest, 15, 16);
        never.SetResult();
    });

    [Fact]
    public void No_more_are_under_way_than_allowed() => Plainly.Run(() =>
    {
        var indexer = new Indexer { WaitsForWarm = false };
        indexer.Control.Configure(AheadMode.Start, AheadLimits.Usual with { Parallel = 3 });
        var never = new TaskCompletionSource();
        indexer.Warming = () => never.Task;
        indexer.Index(Indexer.Files(200));
        Assert.Equal(3, indexer.Statistics.Started);
        Assert.True(indexer.Statistics.Withheld > 0);
        never.SetResult();
    });

    [Fact]
    public void Where_none_is_allowed_none_is_called() => Plainly.Run(() =>
    {
        var indexer = new Indexer();
        indexer.Control.Configure(AheadMode.Start, AheadLimits.Usual with { Parallel = 0 });
        indexer.Index(Indexer.Files(100));
        Assert.Equal(0, indexer.Statistics.Started);
    });

    [Fact]
    public void Calls_that_are_too_short_are_not_prefetched_for() => Plainly.Run(() =>
    {
        var indexer = new Indexer { ColdUs = 5 };
        indexer.Index(Indexer.Files(200));
        Assert.Equal(0, indexer.Statistics.Started);
        Assert.Contains("takes 5.0 us", indexer.Statistics.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void What_does_not_get_faster_is_left_alone_and_tried_again_later() => Plainly.Run(() =>
    {
        var indexer = new Indexer { WarmUs = 100 };
        indexer.Index(Indexer.Files(400));
        Assert.InRange(indexer.Statistics.Started, 32, 64);
        Assert.Contains("did not help: left alone for 1 s", indexer.Statistics.Reason, StringComparison.Ordinal);
        var before = indexer.Statistics.Started;
        indexer.Pass(2_000_000);
        indexer.WarmUs = 10;
        indexer.Index(Indexer.Files(400, "g"));
        Assert.True(indexer.Statistics.Started > before + 300);
        Assert.True(indexer.Statistics.IsOn);
    });

    [Fact]
    public void A_loop_that_ends_early_has_wasted_no_more_than_its_window() => Plainly.Run(() =>
    {
        var indexer = new Indexer();
        indexer.Index(Indexer.Files(400), reads: 100);
        Assert.InRange(indexer.Statistics.NotReached, 0, 2);
        Assert.Equal(indexer.Statistics.Started, indexer.Statistics.Taken + indexer.Statistics.NotReached);
    });

    [Fact]
    public void A_prefetch_that_throws_hurts_nobody_and_is_given_up() => Plainly.Run(() =>
    {
        var indexer = new Indexer { Warming = static () => throw new IOException("cannot"), WarmUs = 100 };
        indexer.Index(Indexer.Files(400));
        Assert.False(indexer.Statistics.IsOn);
        Assert.InRange(indexer.Statistics.Faulted, 1, Regret.Window);
        Assert.Equal(0, indexer.Control.Gate.Inside);
    });

    [Fact]
    public void A_prefetch_that_fails_later_leaves_its_place() => Plainly.Run(() =>
    {
        var indexer = new Indexer { Warming = static () => Task.FromException(new IOException("cannot")) };
        indexer.Index(Indexer.Files(100));
        Assert.True(indexer.Statistics.Faulted > 0);
        Assert.Equal(0, indexer.Control.Gate.Inside);
    });

    [Fact]
    public void A_list_that_cannot_be_read_is_for_the_loop_to_see() => Plainly.Run(() =>
    {
        var indexer = new Indexer();
        indexer.Index(Indexer.Files(100));
        indexer.Index(new Broken(), reads: 0);
        Assert.True(indexer.Statistics.Started > 0);
        Assert.Equal(0, indexer.Control.Gate.Inside);
    });

    [Fact]
    public void While_nothing_may_be_started_nothing_is() => Plainly.Run(() =>
    {
        var indexer = new Indexer(AheadMode.Count);
        indexer.Index(Indexer.Files(100));
        Assert.Empty(indexer.Warmed);
        Assert.True(indexer.Statistics.IsOn);
    });

    [Fact]
    public void A_single_call_is_prefetched_for_at_the_entry() => Plainly.Run(() =>
    {
        var indexer = new Indexer(repeats: false);
        for (var i = 0; i < 8; i++) indexer.Index([$"c{i}"]);
        Assert.Empty(indexer.Warmed);
        indexer.Index(["w0"]);
        Assert.Equal(["w0"], indexer.Warmed);
        Assert.Equal((1, 1), (indexer.Statistics.Started, indexer.Statistics.Taken));
    });

    private sealed class Broken : IReadOnlyList<string>
    {
        public int Count => int.MaxValue;

        public string this[int index] => throw new InvalidOperationException("changed meanwhile");

        public IEnumerator<string> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }
}
