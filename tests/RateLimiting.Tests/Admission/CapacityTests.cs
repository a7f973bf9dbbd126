using System.Threading.RateLimiting;
using ShadowGen.RateLimiting.Tests.Support;

namespace ShadowGen.RateLimiting.Tests.Admission;

/// <summary>What fits in is let in, at once, and in its turn what does not.</summary>
public sealed class CapacityTests
{
    [Fact]
    public void Work_is_let_in_by_cost()
    {
        using var bench = new Bench();
        bench.Fill();

        Assert.False(bench.Ask(1).IsCompleted);
        Assert.Equal(Bench.Capacity, bench.Statistics.Processors.PermitsInUse);
        Assert.Equal(1, bench.Statistics.CurrentQueuedCount);
    }

    [Fact]
    public void As_much_light_work_fits_in_as_its_cost_says()
    {
        using var bench = new Bench();
        for (var i = 0; i < Bench.Capacity; i++) Bench.Granted(bench.Ask(1));

        Assert.False(bench.Ask(1).IsCompleted);
    }

    [Fact]
    public void While_a_processor_has_nothing_to_do_the_heaviest_is_let_in()
    {
        using var bench = new Bench(queueLimit: 0);
        for (var i = 0; i < Bench.Processors; i++) Bench.Granted(bench.Ask(10_000));
    }

    [Fact]
    public void An_attempt_does_not_go_before_who_waits()
    {
        using var bench = new Bench();
        var held = bench.Fill();
        var heavy = bench.Ask(300);
        held[0].Dispose();

        Assert.False(bench.Limiter.AttemptAcquire(Bench.Work(20)).IsAcquired);
        Assert.False(heavy.IsCompleted);
        held[1..10].ForEach(l => l.Dispose());
        Bench.Granted(heavy);
    }

    [Fact]
    public void With_no_queue_what_does_not_fit_is_refused_at_once_with_a_reason_and_a_time()
    {
        using var bench = new Bench(queueLimit: 0);
        bench.Fill();

        var lease = Bench.Refused(bench.Ask(100));

        Assert.True(lease.TryGetMetadata(MetadataName.RetryAfter, out var after));
        Assert.Equal(TimeSpan.FromSeconds(1), after);
        Assert.True(lease.TryGetMetadata(MetadataName.ReasonPhrase, out var reason));
        Assert.Equal("Too much is waiting.", reason);
        Assert.Equal(1, bench.Statistics.RefusedByQueue);
    }

    [Fact]
    public void A_full_queue_gives_up_the_oldest_of_its_longest_flow()
    {
        using var bench = new Bench(queueLimit: 3);
        bench.Fill();
        var heavy = bench.Ask(200);
        var later = bench.Ask(200);
        var light = bench.Ask(1);

        var last = bench.Ask(1);

        Bench.Refused(heavy);
        Assert.False(later.IsCompleted || light.IsCompleted || last.IsCompleted);
    }

    [Fact]
    public void The_plain_API_asks_for_what_such_work_has_cost()
    {
        using var bench = new Bench();
        for (var i = 0; i < 400; i++)
        {
            var lease = bench.Limiter.AttemptAcquire();
            bench.Pass(0.02);
            lease.Dispose();
        }

        using var now = bench.Limiter.AttemptAcquire();

        Assert.InRange(bench.Statistics.Processors.PermitsInUse, 18, 21);
    }

    [Fact]
    public void More_than_one_permit_is_a_cost()
    {
        using var bench = new Bench();

        using var lease = bench.Limiter.AttemptAcquire(37);

        Assert.Equal(37, bench.Statistics.Processors.PermitsInUse);
    }

    [Fact]
    public void No_permit_is_a_question()
    {
        using var bench = new Bench();
        Assert.True(bench.Limiter.AttemptAcquire(0).IsAcquired);
        bench.Fill();
        Assert.False(bench.Limiter.AttemptAcquire(0).IsAcquired);
        Assert.Equal(20, bench.Statistics.TotalSuccessfulLeases);
    }

    [Fact]
    public void It_is_idle_since_the_last_lease_came_back()
    {
        using var bench = new Bench();
        var lease = Bench.Granted(bench.Ask(1));
        bench.Pass(1);
        Assert.Null(bench.Limiter.IdleDuration);
        lease.Dispose();
        bench.Pass(2);

        Assert.Equal(2, bench.Limiter.IdleDuration!.Value.TotalSeconds, 3);
    }
}
