using System.Runtime;
using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>Actuators that work on this process, for real.</summary>
public sealed class OwnActuatorTests
{
    [Fact]
    public void The_pools_minimum_is_raised_and_set_back_and_its_maximum_left_alone()
    {
        var actuator = new ThreadPoolActuator();
        ThreadPool.GetMaxThreads(out var most, out var mostCompletions);
        ThreadPool.GetMinThreads(out var least, out var leastCompletions);
        var probe = actuator.Probe(default);

        actuator.Apply(least + 7, default);
        Assert.Equal(least + 7, actuator.Verify(default));
        ThreadPool.GetMinThreads(out var raised, out var completions);
        Assert.Equal((least + 7, leastCompletions), (raised, completions));
        actuator.Apply(1e9, default);
        Assert.Equal(most, actuator.Verify(default));
        actuator.Undo(probe.Original, default);

        ThreadPool.GetMinThreads(out raised, out _);
        ThreadPool.GetMaxThreads(out var mostAfter, out var mostCompletionsAfter);
        Assert.Equal((least, most, mostCompletions), (raised, mostAfter, mostCompletionsAfter));
    }

    [Fact]
    public void A_minimum_that_the_app_sets_meanwhile_is_the_apps()
    {
        ThreadPool.GetMinThreads(out var least, out var completions);
        var actuator = new ThreadPoolActuator();
        var probe = actuator.Probe(default);
        actuator.Apply(least + 7, default);
        try
        {
            ThreadPool.SetMinThreads(least + 20, completions);

            Assert.Equal($"the app has set a minimum of {least + 20} itself", Assert.Throws<InvalidOperationException>(() => actuator.Apply(least + 8, default)).Message);
            actuator.Undo(probe.Original, default);
            Assert.Equal(least + 20, actuator.Verify(default));
        }
        finally
        {
            ThreadPool.SetMinThreads(least, completions);
        }
    }

    [Fact]
    public void The_collectors_mode_is_set_and_set_back()
    {
        var actuator = new CollectorLatencyActuator();
        var before = GCSettings.LatencyMode;
        var probe = actuator.Probe(default);
        Assert.True(probe.IsAvailable, probe.Problem);

        actuator.Apply(1, default);
        Assert.Equal((GCLatencyMode.SustainedLowLatency, 1.0), (GCSettings.LatencyMode, actuator.Verify(default)));
        actuator.Undo(probe.Original, default);

        Assert.Equal(before, GCSettings.LatencyMode);
    }

    [Fact]
    public void An_idle_process_is_collected_beside_the_app()
    {
        using var group = new FakeGroup(true);
        var actuator = new IdleCollectionActuator(group);

        actuator.Apply(1, default);
        Assert.Equal((1, 1.0), (group.Collected, actuator.Verify(default)));
        actuator.Apply(0, default);
        Assert.Equal((1, 0.0), (group.Collected, actuator.Verify(default)));
    }

    [Fact]
    public void The_heap_limit_is_half_as_much_again_as_is_live_at_least()
    {
        using var group = new FakeGroup(true);
        var actuator = new HeapLimitActuator(group);
        var probe = actuator.Probe(default);

        Assert.Equal("20000000 bytes are live after a collection: the limit must be 30000000 or more", Assert.Throws<InvalidOperationException>(() => actuator.Apply(29e6, default)).Message);
        Assert.Equal("the collector holds 50000000 bytes", Assert.Throws<InvalidOperationException>(() => actuator.Apply(40e6, default)).Message);
        Assert.Equal((2, double.PositiveInfinity), (group.Collected, actuator.Verify(default)));
        actuator.Apply(60e6, default);
        Assert.Equal(60e6, actuator.Verify(default));
        group.OnRefresh = () => throw new InvalidOperationException("more is committed");
        Assert.Throws<InvalidOperationException>(() => actuator.Apply(55e6, default));
        Assert.Equal(60e6, actuator.Verify(default));
        group.OnRefresh = null;
        actuator.Undo(probe.Original, default);
        Assert.Equal(double.PositiveInfinity, actuator.Verify(default));
    }

    [Fact]
    public void Parallelism_follows_the_quota_and_the_manager()
    {
        using var group = new FakeGroup(true);
        group.Write("cpu.max", "150000 100000");
        var limit = new ParallelismLimit(new CoreCount(group.Folders));
        var cores = Math.Min(2, ProcessorMask.AtStart.Count > 0 ? ProcessorMask.AtStart.Count : Environment.ProcessorCount);

        Assert.Equal(cores, limit.Current);
        limit.Apply(1, default);
        Assert.Equal(1, limit.Current);
        limit.Apply(100, default);
        Assert.Equal(cores, limit.Current);
        limit.Undo(limit.Probe(default).Original, default);
        Assert.Equal(cores, limit.Current);
        Assert.InRange(Shadow.Parallelism, 1, Environment.ProcessorCount * 64);
    }

    [Fact]
    public void Threads_of_ours_are_moved_and_others_stay()
    {
        if (!OperatingSystem.IsLinux() || ProcessorMask.AtStart.Count < 2) return; // nothing to move between
        using var ends = new ManualResetEventSlim();
        var thread = new Thread(ends.Wait) { IsBackground = true, Name = "ShadowGen test" };
        thread.Start();
        var actuator = new AffinityActuator(movesAll: false);
        Assert.True(SpinWait.SpinUntil(() => actuator.Probe(default).IsAvailable, TimeSpan.FromMinutes(1)));
        var probe = actuator.Probe(default);

        actuator.Apply(1, default);
        Assert.Equal((1.0, ProcessorMask.AtStart.Count), (actuator.Verify(default), ProcessorMask.Allowed(0)!.Count));
        actuator.Undo(probe.Original, default);

        Assert.Equal(ProcessorMask.AtStart.Count, actuator.Verify(default));
        ends.Set();
        thread.Join();
    }
}
