namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class AllocatorTests
{
    private static readonly ResourceUsage Usage = new() { Cores = 1, CoresAllowed = 4, MemoryBytes = 200 << 20, HeapBytes = 100 << 20, LiveBytes = 60 << 20 };
    private static readonly AllocatorState State = new() { OwnPoolThreads = 4, ThreadsPerCall = 1, CoresPerDemand = 1, NetworkPerDemand = 1, CoresHigh = 1.5, MemoryHigh = 220 << 20, NetworkHigh = 1000 };

    [Fact]
    public void Threads_are_planned_for_the_calls_that_will_be_under_way()
    {
        var request = Plan(new() { IsKnown = true, UnderwayNow = 1, UnderwayAhead = 25 })[ManagedResource.PoolThreads]!.Value;

        Assert.Equal(25 + (2 * 5), request.Amount);
        Assert.Equal("25.0 calls will be under way within 5 s (now 1.0), each with 1.00 pool threads", request.Reason);
    }

    [Fact]
    public void Calls_that_await_take_no_threads() =>
        Assert.Equal(4, Plan(new() { IsKnown = true, UnderwayAhead = 100 }, State with { ThreadsPerCall = 0.001 })[ManagedResource.PoolThreads]!.Value.Amount);

    [Fact]
    public void Without_a_forecast_the_pool_is_as_the_app_set_it() =>
        Assert.Equal(4, Plan(ResourceDemand.Unknown)[ManagedResource.PoolThreads]!.Value.Amount);

    [Fact]
    public void What_was_not_allowed_is_not_planned()
    {
        var options = new ManagerOptions();
        options.Forbid(ManagedResource.PoolThreads);
        var plan = PredictiveResourceAllocator.Plan(new() { IsKnown = true, UnderwayAhead = 100 }, Usage, State, options);

        Assert.Null(plan[ManagedResource.PoolThreads]);
        Assert.Equal([ManagedResource.Parallelism, ManagedResource.CollectorLatency], plan.Requests.Select(r => r.Resource));
    }

    [Fact]
    public void A_burst_ahead_asks_the_collector_for_short_pauses()
    {
        Assert.Equal(1, Plan(new() { IsKnown = true, CallsNow = 5, CallsAhead = 100 })[ManagedResource.CollectorLatency]!.Value.Amount);
        Assert.Equal(0, Plan(new() { IsKnown = true, CallsNow = 90, CallsAhead = 100 })[ManagedResource.CollectorLatency]!.Value.Amount);
    }

    [Fact]
    public void A_heap_that_has_grown_is_collected_when_nothing_comes()
    {
        var idle = Usage with { Cores = 0.01 };
        Assert.Equal(1, Plan(new() { IsKnown = true, CallsAhead = 0.1 }, usage: idle)[ManagedResource.IdleCollection]!.Value.Amount);
        Assert.Equal(0, Plan(new() { IsKnown = true, CallsAhead = 10 }, usage: idle)[ManagedResource.IdleCollection]!.Value.Amount);
        Assert.Equal(0, Plan(ResourceDemand.Unknown, usage: idle)[ManagedResource.IdleCollection]!.Value.Amount);
    }

    [Fact]
    public void Loops_leave_cores_to_the_calls_that_will_come() =>
        Assert.Equal(2, Plan(new() { IsKnown = true, CoresAhead = 2 })[ManagedResource.Parallelism]!.Value.Amount);

    [Fact]
    public void A_throttled_group_gets_more_than_it_has() =>
        Assert.Equal(6, Plan(new() { IsKnown = true, CoresAhead = 1 }, usage: Usage with { ThrottledShare = 0.3 })[ManagedResource.CpuQuota]!.Value.Amount);

    [Fact]
    public void Every_request_is_within_its_bounds_and_no_limit_is_under_what_is_in_use()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var usage = new ResourceUsage
            {
                Cores = Wild(random, 8),
                CoresAllowed = 1 + Wild(random, 8),
                MemoryBytes = Wild(random, 1e10),
                MemoryAllowed = Wild(random, 1e10),
                HeapBytes = Wild(random, 1e10),
                LiveBytes = Wild(random, 1e10),
                PauseShare = random.NextDouble(),
                ThrottledShare = random.NextDouble(),
                PoolThreadsBusy = Wild(random, 1000),
                PoolItemsWaiting = Wild(random, 1e6),
                NetworkBytesPerSecond = Wild(random, 1e9),
            };
            var demand = new ResourceDemand { IsKnown = random.Next(5) > 0, CallsNow = Wild(random, 1e6), CallsAhead = Wild(random, 1e6), UnderwayNow = Wild(random, 1e5), UnderwayAhead = Wild(random, 1e5), CoresNow = Wild(random, 100), CoresAhead = Wild(random, 100), NetworkAhead = Wild(random, 1e9) };
            var state = new AllocatorState { OwnPoolThreads = random.Next(1, 64), ThreadsPerCall = Maybe(random, 8), CoresPerDemand = Maybe(random, 8), CoresHigh = Maybe(random, 64), MemoryHigh = Maybe(random, 1e10), NetworkHigh = Maybe(random, 1e9) };
            foreach (var request in PredictiveResourceAllocator.Plan(demand, usage, state, All()).Requests)
            {
                Assert.InRange(request.Amount, request.Least, request.Most);
                Assert.NotEmpty(request.Reason);
                var inUse = request.Resource switch
                {
                    ManagedResource.MemoryLimit => 1.25 * usage.MemoryBytes,
                    ManagedResource.HeapLimit => 1.5 * usage.LiveBytes,
                    ManagedResource.CpuQuota => usage.Cores,
                    ManagedResource.PoolThreads => state.OwnPoolThreads,
                    _ => 0,
                };
                Assert.True(request.Amount >= inUse, request.ToString());
            }
        }
    }

    private static ManagerOptions All()
    {
        var options = new ManagerOptions();
        foreach (var resource in Enum.GetValues<ManagedResource>()) options.Allow(resource, 0, 1e12);
        return options;
    }

    private static double Wild(Random random, double most) => random.Next(10) switch { 0 => 0, 1 => most * 1000, _ => most * random.NextDouble() };

    private static double Maybe(Random random, double most) => random.Next(4) == 0 ? double.NaN : most * random.NextDouble();

    private static ResourcePlan Plan(ResourceDemand demand, AllocatorState? state = null, ResourceUsage? usage = null) => PredictiveResourceAllocator.Plan(demand, usage ?? Usage, state ?? State, All());
}
