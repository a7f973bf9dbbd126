using System.Globalization;

namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>The manager's thread, on the real process.</summary>
public sealed class AdaptiveRuntimeManagerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void It_observes_unless_told_otherwise_and_has_no_thread()
    {
        Assert.Equal(ManagerMode.Observe, new ShadowOptions().Manager);
        var simulation = new Simulation();
        var manager = new AdaptiveRuntimeManager(simulation, simulation, TimeProvider.System, true, _ => []);
        manager.Configure(ManagerMode.Observe, new());
        Thread.Sleep(300);

        Assert.Equal((0, 0), (manager.Statistics.Steps, manager.Decisions.Count));
    }

    [Fact]
    public void One_line_makes_it_act_a_decision_can_be_read_and_all_is_set_back_when_it_stops()
    {
        var simulation = new Simulation { Demand = new() { IsKnown = true, CallsNow = 1, CallsAhead = 100 } };
        var actuator = new FakeActuator(ManagedResource.CollectorLatency, 0);
        var manager = new AdaptiveRuntimeManager(simulation, simulation, TimeProvider.System, true, _ => [actuator]);
        manager.Configure(ManagerMode.Act, new() { Interval = TimeSpan.FromMilliseconds(10) });

        Assert.True(SpinWait.SpinUntil(() => actuator.Amount == 1, Long));
        Assert.True(SpinWait.SpinUntil(() => manager.Decisions.Count == 1, Long));
        Assert.Equal("CollectorLatency 0 -> 1 Applied by fake: 100.0 calls a second will come within 10 s, now 1.0: no long pauses then", manager.Decisions[0].ToString()[13..]);
        Assert.StartsWith("Parallelism", manager.Plan.Requests[1].ToString(), StringComparison.Ordinal);

        manager.Configure(ManagerMode.Observe, new());
        Assert.True(SpinWait.SpinUntil(() => actuator.Amount == 0, Long));
        Assert.True(SpinWait.SpinUntil(() => manager.Statistics.Undone == 1, Long));

        manager.Configure(ManagerMode.Recommend, new() { Interval = TimeSpan.FromMilliseconds(10) });
        Assert.True(SpinWait.SpinUntil(() => manager.Decisions[^1].Outcome == DecisionOutcome.Recommended, Long));
        Assert.Equal(0, actuator.Amount);
        manager.Configure(ManagerMode.Observe, new());
    }

    [Fact]
    public void One_that_cannot_look_at_the_system_does_nothing_and_says_so()
    {
        var tries = 0;
        var manager = new AdaptiveRuntimeManager(() => throw new IOException($"look {++tries}"), isOn: true, static _ => [], TimeSpan.Zero);
        var before = Shadow.Statistics.Faults;

        manager.Configure(ManagerMode.Act, new());

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref tries) == 1 && Shadow.Statistics.Faults > before, Long));
        manager.Configure(ManagerMode.Recommend, new());
        Assert.Equal((1, 0, ManagerMode.Recommend), (tries, manager.Decisions.Count, manager.Mode));
        Assert.Same(ResourcePlan.Empty, manager.Plan);
        Assert.Equal(0, manager.Statistics.Steps);
    }

    [Fact]
    public void It_leaves_an_app_that_starts_alone()
    {
        var looks = 0;
        var manager = new AdaptiveRuntimeManager(() => throw new IOException($"look {++looks}"), isOn: true, static _ => [], pause: TimeSpan.FromHours(1));

        manager.Configure(ManagerMode.Act, new());
        Thread.Sleep(300);

        Assert.Equal(0, looks);
        manager.Configure(ManagerMode.Observe, new());
    }

    [Fact]
    public void An_actuator_of_the_apps_is_asked_first()
    {
        var simulation = new Simulation { Demand = new() { IsKnown = true, CallsNow = 1, CallsAhead = 100 } };
        var own = new FakeActuator(ManagedResource.CollectorLatency, 0);
        var added = new FakeActuator(ManagedResource.CollectorLatency, 0, "the app's");
        var manager = new AdaptiveRuntimeManager(simulation, simulation, TimeProvider.System, true, _ => [own]);
        manager.Add(added);
        manager.Configure(ManagerMode.Act, new());

        Assert.True(SpinWait.SpinUntil(() => added.Amount == 1, Long));
        Assert.Equal(0, own.Amount);
        manager.Configure(ManagerMode.Observe, new());
    }

    [Fact]
    public void Switched_off_it_does_nothing()
    {
        var simulation = new Simulation();
        var manager = new AdaptiveRuntimeManager(simulation, simulation, TimeProvider.System, isOn: false, _ => []);
        manager.Configure(ManagerMode.Act, new());
        Thread.Sleep(300);

        Assert.Equal((ManagerMode.Observe, 0L), (manager.Mode, manager.Statistics.Steps));
    }

    [Fact]
    public void The_processs_own_manager_looks_with_the_engine_and_stops()
    {
        var before = Shadow.Manager.Statistics.Steps;
        Shadow.Configure(o => o.Manager = ManagerMode.Recommend);
        Assert.True(SpinWait.SpinUntil(() => Shadow.Manager.Statistics.Steps > before + 3, Long));
        Assert.NotNull(Shadow.Manager.Plan[ManagedResource.PoolThreads]);
        Assert.Equal(0, Shadow.Manager.Statistics.StepsFailed);
        Shadow.Configure(o => o.Manager = ManagerMode.Observe);

        Assert.Equal(ManagerMode.Observe, Shadow.Manager.Mode);
    }

    [Fact]
    public void Options_are_copied_and_checked()
    {
        var options = new ManagerOptions();
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Interval = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MinimumDwell = TimeSpan.FromDays(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.ActuatorTimeout = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.LatencyTarget = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.CpuHeadroom = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MemoryHeadroom = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Allow(ManagedResource.CpuQuota, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Allow(ManagedResource.CpuQuota, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Allow((ManagedResource)99, 0, 1));
        options.Allow(ManagedResource.CpuQuota, 0.5, 4);
        options.Forbid(ManagedResource.PoolThreads);
        options.LatencyTarget = TimeSpan.FromSeconds(1);
        var copy = options.Copy();
        options.Forbid(ManagedResource.CpuQuota);

        Assert.Equal(new ResourceBounds(0.5, 4), copy.BoundsOf(ManagedResource.CpuQuota));
        Assert.Null(copy.BoundsOf(ManagedResource.PoolThreads));
        Assert.Null(copy.BoundsOf((ManagedResource)99));
        foreach (var property in typeof(ManagerOptions).GetProperties()) Assert.Equal(Text(property.GetValue(options)), Text(property.GetValue(copy)));

        static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_log_is_bounded_and_counts_all()
    {
        var log = new ShadowGen.Allocation.DecisionLog(TimeProvider.System);
        for (var i = 0; i < 1000; i++) log.Add(ManagedResource.PoolThreads, "", i, i + 1, i + 1, DecisionOutcome.Applied, "why");
        var kept = log.Snapshot();

        Assert.Equal((1000, 1000, 256), (log.Count, log.CountOf(DecisionOutcome.Applied), kept.Length));
        Assert.Equal(Enumerable.Range(745, 256).Select(n => (long)n), kept.Select(d => d.Number));
    }
}
