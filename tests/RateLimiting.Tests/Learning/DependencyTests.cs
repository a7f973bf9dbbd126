using System.Threading.RateLimiting;
using ShadowGen.RateLimiting.Tests.Support;

namespace ShadowGen.RateLimiting.Tests.Learning;

/// <summary>A dependency that is slow, or stands still, holds up who waits for it, and nobody else.</summary>
public sealed class DependencyTests
{
    private static readonly AdmissionRequest Query = new() { ProcessorTime = TimeSpan.FromMilliseconds(1), WaitingTime = TimeSpan.FromMilliseconds(20), Dependency = "database" };

    [Fact]
    public void Work_that_waits_holds_its_share_of_the_processors_only()
    {
        using var bench = new Bench();
        for (var i = 0; i < 100; i++) Bench.Granted(bench.Ask(Query with { ProcessorTime = TimeSpan.FromMilliseconds(10) }));

        Assert.Equal(100 * 4, bench.Statistics.Processors.PermitsInUse); // 10 ms for a third of its time
        Assert.Equal("database", Assert.Single(bench.Statistics.Dependencies).Name);
    }

    [Fact]
    public void One_that_stands_still_does_not_hold_up_other_work()
    {
        using var bench = new Bench();
        Learn(bench);
        var stuck = new List<Task<RateLimitLease>>();
        var slow = Query with { WaitingTime = TimeSpan.FromMilliseconds(500) };
        while (bench.Statistics.QueuedRequests == 0) stuck.Add(bench.Ask(slow));
        for (var i = 0; i < 50; i++) stuck.Add(bench.Ask(slow));

        for (var i = 0; i < 100; i++) Bench.Granted(bench.Ask(1)).Dispose();
        Bench.Granted(bench.Ask(Query with { Dependency = "another" })).Dispose();
        Assert.True(bench.Limiter.AttemptAcquire(Bench.Work(1)).IsAcquired);
        Assert.False(bench.Limiter.AttemptAcquire(Query).IsAcquired);

        bench.Pass(0.78);
        Assert.Contains(stuck, s => !s.IsCompleted); // an expectation of a dependency refuses nothing for four fifths of its time
        Assert.Equal(0, bench.Statistics.RefusedLate);
        bench.Pass(0.3);
        Assert.All(stuck, s => Assert.True(s.IsCompleted));
        Assert.Equal(0, bench.Statistics.QueuedRequests);
    }

    [Fact]
    public void Who_waits_for_it_is_passed_by_when_a_processor_has_room()
    {
        using var bench = new Bench();
        Learn(bench);
        while (bench.Statistics.QueuedRequests == 0) _ = bench.Ask(Query);
        var held = new List<RateLimitLease>();
        Task<RateLimitLease> next;
        while ((next = bench.Ask(30)).IsCompleted) held.Add(Bench.Granted(next));

        held[0].Dispose();

        Bench.Granted(next);
    }

    [Fact]
    public void Those_beyond_the_bound_share_the_place_of_the_one_without_a_name()
    {
        using var bench = new Bench();
        for (var i = 0; i < 80; i++) Bench.Granted(bench.Ask(Query with { Dependency = $"dependency {i}" }));

        Assert.Equal(65, bench.Statistics.Dependencies.Count);
        Assert.Equal(16, bench.Statistics.Dependencies[^1].Holders);
        Assert.Empty(bench.Statistics.Dependencies[^1].Name);
    }

    // A second of four queries at a time, after which the limit is near that.
    private static void Learn(Bench bench)
    {
        for (var i = 0; i < 50; i++)
        {
            var leases = Enumerable.Range(0, 4).Select(_ => Bench.Granted(bench.Ask(Query))).ToList();
            bench.Pass(0.02);
            leases.ForEach(l => l.Dispose());
        }
    }
}
