using ShadowGen.Prefetch;

namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>When a call is made early, and what comes of it.</summary>
public sealed class SpeculationTests
{
    [Fact]
    public void What_pays_is_started_at_entry_and_used() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        Assert.Equal(8, handler.Reads.Count);

        var task = handler.HandleAsync(7);
        Assert.Equal(9, handler.Reads.Count);
        Assert.Equal(7, handler.Last.Id);
        handler.Pass(2000);
        handler.Last.Complete();
        handler.Go(0);

        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal(9, handler.Reads.Count);
        Assert.Equal(0, handler.Last.Answer.Disposed);
        Assert.Equal((1, 1, 0), (handler.Statistics.Started, handler.Statistics.Taken, handler.Statistics.Wasted));
        Assert.Equal(1999, handler.Statistics.Saved.TotalMicroseconds, 1);
    });

    [Fact]
    public void A_call_is_counted_once_whether_made_early_or_not() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        _ = handler.Run();
        Assert.Equal(1, handler.Statistics.Taken);
        Assert.Equal(9, handler.EdgeCalls); // 8 plain, 1 early
    });

    [Fact]
    public void While_nothing_may_be_started_what_would_be_saved_is_counted() => Plainly.Run(() =>
    {
        var handler = new Handler(AheadMode.Count);
        for (var i = 0; i < 16; i++) _ = handler.Run();
        Assert.Equal(0, handler.Statistics.Started);
        Assert.Equal(16, handler.Reads.Count);
        Assert.True(handler.Statistics.IsOn);
        Assert.Equal(8 * 2000, handler.Statistics.WouldHaveSaved.TotalMicroseconds, 1); // the first 8 taught it
    });

    [Fact]
    public void A_change_of_mode_takes_effect_with_the_next_call() => Plainly.Run(() =>
    {
        var handler = new Handler(AheadMode.Count);
        handler.Teach();
        handler.Control.Configure(AheadMode.Start, AheadLimits.Usual);
        _ = handler.Run();
        Assert.Equal(1, handler.Statistics.Started);
        handler.Control.Configure(AheadMode.Count, AheadLimits.Usual);
        _ = handler.Run();
        Assert.Equal(1, handler.Statistics.Started);
    });

    [Theory]
    [InlineData(5, 2000, "is made 5.0 us after it could be")]
    [InlineData(2000, 5, "a call takes 5.0 us")]
    public void What_is_too_short_to_win_anything_is_left_alone(double leadUs, double readUs, string reason) => Plainly.Run(() =>
    {
        var handler = new Handler();
        for (var i = 0; i < 16; i++) _ = handler.Run(leadUs: leadUs, readUs: readUs);
        Assert.Equal(0, handler.Statistics.Started);
        Assert.False(handler.Statistics.IsOn);
        Assert.Contains(reason, handler.Statistics.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void What_the_method_comes_to_too_rarely_is_left_alone() => Plainly.Run(() =>
    {
        var handler = new Handler(AheadMode.Count, probability: 0.01);
        handler.Teach(leadUs: 30, readUs: 30);
        handler.Comes = false;
        for (var i = 0; i < 6000; i++) _ = handler.Run(leadUs: 30, readUs: 30);
        Assert.False(handler.Statistics.IsOn);
        Assert.Contains("it would cost more", handler.Statistics.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void Another_argument_means_the_plain_call() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var task = handler.HandleAsync(7);
        var early = handler.Last;
        handler.Offset = 1; // a field that the argument depends on changes between the entry and the call
        handler.Go();
        var plain = handler.Last;
        Assert.Equal((7, 8), (early.Id, plain.Id));
        plain.Complete();
        Assert.Same(plain.Answer, task.Result);
        Assert.Equal(1, handler.Statistics.Mismatched);
        Assert.True(SpinWait.SpinUntil(() => early.Token.IsCancellationRequested, 10_000));
        early.Complete();
        Assert.True(SpinWait.SpinUntil(() => early.Answer.Disposed == 1, 10_000));
        Assert.Equal(0, plain.Answer.Disposed);
    });

    [Fact]
    public void A_call_that_has_failed_early_is_made_again() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var task = handler.HandleAsync(7);
        handler.Last.Fail();
        handler.Go();
        handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal((10, 1), (handler.Reads.Count, handler.Statistics.Faulted));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_that_fails_or_is_cancelled_while_it_is_waited_for_is_made_again(bool cancelled) => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var task = handler.HandleAsync(7);
        handler.Go();
        Assert.Equal(9, handler.Reads.Count);
        if (cancelled) handler.Last.Cancel();
        else handler.Last.Fail();
        Assert.Equal(10, handler.Reads.Count);
        handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal((1, 0), (handler.Statistics.Faulted, handler.Statistics.Taken));
    });

    [Fact]
    public void A_call_that_throws_early_at_once_is_made_where_it_stands() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        handler.OnRead = static () => throw new InvalidOperationException("not yet");
        var task = handler.HandleAsync(7);
        handler.OnRead = null;
        handler.Go();
        handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal(1, handler.Statistics.Faulted);
    });

    [Fact]
    public void The_failure_that_the_app_sees_is_that_of_the_plain_call() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var task = handler.HandleAsync(7);
        handler.Go();
        handler.Last.Fail();
        handler.Last.Fail();
        Assert.IsType<IOException>(task.Exception!.InnerException);
    });

    [Fact]
    public void A_method_that_ends_without_the_call_drops_it() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var task = handler.HandleAsync(7);
        var early = handler.Last;
        handler.Comes = false;
        handler.Go();
        Assert.Null(task.Result);
        Assert.Equal(1, handler.Statistics.NotReached);
        Assert.True(SpinWait.SpinUntil(() => early.Token.IsCancellationRequested, 10_000));
        early.Complete();
        Assert.True(SpinWait.SpinUntil(() => early.Answer.Disposed == 1, 10_000));
    });

    [Fact]
    public void A_second_call_at_the_same_site_is_plain() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var task = handler.HandleAsync(7);
        var count = handler.Reads.Count;
        handler.BeforeRead = () => _ = handler.ReadAgain(7);
        handler.Last.Complete();
        handler.Go();
        Assert.Equal(count + 1, handler.Reads.Count);
        handler.Last.Complete();
        _ = task.Result;
        Assert.Equal(1, handler.Statistics.Taken);
    });

    [Fact]
    public void The_token_of_the_method_cancels_the_early_call() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        using var source = new CancellationTokenSource();
        var task = handler.HandleAsync(7, source.Token);
        var early = handler.Last;
        source.Cancel();
        Assert.True(early.Token.IsCancellationRequested);
        early.Complete();
        handler.Go();
        Assert.NotSame(early, handler.Last); // the token was cancelled by then: that is for the real call to see
        Assert.Equal(1, handler.Statistics.OtherContext);
        handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
    });
}
