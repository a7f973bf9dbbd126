using System.Threading.RateLimiting;
using ShadowGen.RateLimiting.Tests.Support;

namespace ShadowGen.RateLimiting.Tests.Admission;

/// <summary>Permits are neither lost nor made: whatever is done in which order, each is returned once, and each who asks is answered once.</summary>
public sealed class PermitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_use_loses_no_permit(int seed)
    {
        var random = new Random(seed);
        using var bench = new Bench(queueLimit: 20);
        var asked = new List<(Task<RateLimitLease> Lease, CancellationTokenSource Cancel)>();
        var held = new List<RateLimitLease>();
        long total = 0;
        for (var step = 0; step < 3000; step++)
        {
            switch (random.Next(6))
            {
                case 0 or 1 when asked.Count < 60:
                    var cancel = new CancellationTokenSource();
                    asked.Add((bench.Ask(RandomWork(random), cancel.Token), cancel));
                    total++;
                    break;
                case 2 when asked.Count > 0:
                    asked[random.Next(asked.Count)].Cancel.Cancel();
                    break;
                case 3 when held.Count > 0:
                    var lease = held[random.Next(held.Count)];
                    lease.Dispose();
                    if (random.Next(2) == 0) lease.Dispose();
                    held.Remove(lease);
                    break;
                case 4:
                    bench.Pass(random.NextDouble() * 0.05);
                    break;
                default:
                    using (bench.Limiter.AttemptAcquire(RandomWork(random))) total++;
                    break;
            }
            Collect(asked, held);
            var now = bench.Statistics;
            Assert.Equal(held.Count, now.Processors.Holders);
            Assert.Equal(asked.Count, now.QueuedRequests);
            Assert.True(now.Processors.PermitsInUse >= held.Count && now.CurrentAvailablePermits >= 0 && now.CurrentQueuedCount >= 0);
        }

        Assert.True(bench.Statistics.RefusedLate > 0 && bench.Statistics.RefusedByQueue > 0 && bench.Statistics.Cancelled > 0, "not everything happened");
        while (held.Count > 0)
        {
            held[^1].Dispose();
            held.RemoveAt(held.Count - 1);
            Collect(asked, held);
        }
        var end = bench.Statistics;
        Assert.Empty(asked);
        Assert.Equal(0, end.Processors.PermitsInUse);
        Assert.Equal(0, end.CurrentQueuedCount);
        Assert.All(end.Dependencies, d => Assert.Equal(0, d.PermitsInUse));
        Assert.Equal(end.TotalSuccessfulLeases, end.ReturnedLeases);
        Assert.Equal(total, end.TotalSuccessfulLeases + end.TotalFailedLeases + end.Cancelled);
    }

    [Fact]
    public async Task Threads_lose_no_permit()
    {
        using var limiter = new PredictiveRateLimiter(new() { LatencyTarget = TimeSpan.FromMilliseconds(50), Processors = 2, QueueLimit = 16 });
        var admitted = 0L;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 2000; i++)
            {
                using var cancel = new CancellationTokenSource();
                var asked = limiter.AcquireAsync(RandomWork(random) with { Deadline = null }, cancel.Token).AsTask();
                if (random.Next(4) == 0) await cancel.CancelAsync();
                try
                {
                    using var lease = await asked;
                    if (lease.IsAcquired) Interlocked.Increment(ref admitted);
                    if (random.Next(3) == 0) await Task.Yield();
                }
                catch (OperationCanceledException)
                {
                }
            }
        })));

        var end = (PredictiveRateLimiterStatistics)limiter.GetStatistics();
        Assert.Equal(16_000, end.TotalSuccessfulLeases + end.TotalFailedLeases + end.Cancelled);
        Assert.Equal(admitted, end.TotalSuccessfulLeases);
        Assert.Equal(admitted, end.ReturnedLeases);
        Assert.Equal((0, 0, 0), (end.Processors.PermitsInUse, end.Processors.Holders, end.QueuedRequests));
        Assert.NotNull(limiter.IdleDuration);
    }

    [Fact]
    public void A_lease_returns_its_permits_once()
    {
        using var bench = new Bench();
        var first = Bench.Granted(bench.Ask(10));
        var second = Bench.Granted(bench.Ask(20));

        first.Dispose();
        first.Dispose();

        Assert.Equal(20, bench.Statistics.Processors.PermitsInUse);
        second.Dispose();
        Assert.Equal(0, bench.Statistics.Processors.PermitsInUse);
    }

    [Fact]
    public void Cancelled_while_waiting_gives_way_to_the_next()
    {
        using var bench = new Bench();
        using var cancel = new CancellationTokenSource();
        var held = bench.Fill();
        var heavy = bench.Ask(500, cancel.Token);
        var next = bench.Ask(30);
        held[0].Dispose();
        Assert.False(heavy.IsCompleted || next.IsCompleted);

        cancel.Cancel();

        Assert.True(heavy.IsCanceled);
        Bench.Granted(next);
        Assert.Equal(1, bench.Statistics.Cancelled);
    }

    [Fact]
    public void Cancelled_before_asking_takes_nothing()
    {
        using var bench = new Bench();

        Assert.True(bench.Ask(10, new CancellationToken(true)).IsCanceled);
        Assert.Equal(0, bench.Statistics.Processors.PermitsInUse);
    }

    [Fact]
    public void Disposal_answers_those_who_wait_and_takes_leases_back()
    {
        var bench = new Bench();
        var held = bench.Fill();
        var waiting = bench.Ask(100);

        bench.Limiter.Dispose();

        Bench.Refused(waiting);
        Assert.Throws<ObjectDisposedException>(() => bench.Limiter.AttemptAcquire(Bench.Work(1)));
        held.ForEach(l => l.Dispose());
        Assert.Equal(0, bench.Statistics.Processors.PermitsInUse);
        bench.Limiter.Dispose();
    }

    [Fact]
    public void A_lease_is_all_that_is_allocated()
    {
        using var limiter = new PredictiveRateLimiter(new());
        var request = new AdmissionRequest { ProcessorTime = TimeSpan.FromMilliseconds(1), Kind = "kind" };
        for (var i = 0; i < 1000; i++) limiter.AttemptAcquire(request).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) limiter.AttemptAcquire(request).Dispose();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;

        Assert.InRange(bytes, 24, 160);
    }

    private static AdmissionRequest RandomWork(Random random) => new()
    {
        ProcessorTime = random.Next(5) == 0 ? null : TimeSpan.FromMilliseconds(1 << random.Next(9)),
        WaitingTime = random.Next(3) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 100)) : TimeSpan.Zero,
        Dependency = random.Next(2) == 0 ? "database" : null,
        Kind = random.Next(2) == 0 ? "kind" : null,
        Priority = (AdmissionPriority)random.Next(3),
        Deadline = random.Next(3) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 500)) : null,
    };

    private static void Collect(List<(Task<RateLimitLease> Lease, CancellationTokenSource Cancel)> asked, List<RateLimitLease> held)
    {
        for (var i = asked.Count - 1; i >= 0; i--)
        {
            if (!asked[i].Lease.IsCompleted) continue;
            if (asked[i].Lease is { IsCompletedSuccessfully: true, Result: { IsAcquired: true } lease }) held.Add(lease);
            asked[i].Cancel.Dispose();
            asked.RemoveAt(i);
        }
    }
}
