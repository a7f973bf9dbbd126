namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class ManagerCoreTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_burst_ahead_raises_the_pool_before_it_comes_and_it_shrinks_slowly_after()
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.LearnThreads(20);
        simulation.Demand = new() { IsKnown = true };
        simulation.Usage = simulation.Usage with { PoolThreadsBusy = 0 };
        simulation.Run(60 * Second);
        Assert.Equal(2, pool.Amount);

        simulation.Demand = simulation.Demand with { CallsAhead = 200, UnderwayAhead = 20 };
        simulation.Run(simulation.Options.Interval);

        Assert.InRange(pool.Amount, 20, 40);
        var decision = simulation.Decisions.Last(d => d.Resource == ManagedResource.PoolThreads);
        Assert.Equal((DecisionOutcome.Applied, 2.0, pool.Amount, "fake"), (decision.Outcome, decision.From, decision.InEffect, decision.Actuator));
        Assert.Contains("20.0 calls will be under way within 5 s", decision.Reason, StringComparison.Ordinal);

        var raised = pool.Amount;
        simulation.Demand = new() { IsKnown = true };
        simulation.Run(simulation.Options.MinimumDwell - Second);
        Assert.Equal(raised, pool.Amount);
        simulation.Run(2 * Second);
        Assert.Equal(Math.Floor(raised / 4), pool.Amount);
    }

    [Fact]
    public void Recommend_says_what_it_would_do_and_does_nothing()
    {
        var simulation = new Simulation { Mode = ManagerMode.Recommend };
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.LearnThreads(20);
        simulation.Usage = simulation.Usage with { PoolItemsWaiting = 10 };
        simulation.Run(2 * Second);

        Assert.Equal(2, pool.Amount);
        Assert.Empty(pool.Applied);
        var decision = Assert.Single(simulation.Decisions, d => d.Resource == ManagedResource.PoolThreads && d.To > d.From);
        Assert.Equal(DecisionOutcome.Recommended, decision.Outcome);
        Assert.Equal(20, simulation.Core.Statistics.WaitingBelowPlan.TotalSeconds, 0.5);
    }

    [Theory]
    [InlineData(nameof(FakeActuator.Fault.Throws), DecisionOutcome.Failed, "broken")]
    [InlineData(nameof(FakeActuator.Fault.Lies), DecisionOutcome.NotInEffect, "it said that it was done, and 2 is in effect")]
    [InlineData(nameof(FakeActuator.Fault.Hangs), DecisionOutcome.TimedOut, "it did not answer within 5.0 s")]
    [InlineData(nameof(FakeActuator.Fault.VerifyThrows), DecisionOutcome.Failed, "cannot be read")]
    [InlineData(nameof(FakeActuator.Fault.DoesHalf), DecisionOutcome.AppliedInPart, "part of it is in effect")]
    public void A_plan_that_one_cannot_carry_out_goes_to_the_next_and_it_says_so(string fault, DecisionOutcome outcome, string why)
    {
        var simulation = new Simulation();
        var first = simulation.Add(ManagedResource.PoolThreads, 2, "first");
        var second = simulation.Add(ManagedResource.PoolThreads, 2, "second");
        simulation.Run(Second);
        first.Mode = Enum.Parse<FakeActuator.Fault>(fault);
        simulation.LearnThreads(20);

        var decisions = simulation.Decisions.Where(d => d.Resource == ManagedResource.PoolThreads).ToArray();
        Assert.Equal(("first", outcome), (decisions[0].Actuator, decisions[0].Outcome));
        Assert.StartsWith(why, decisions[0].Reason, StringComparison.Ordinal);
        Assert.Equal(("second", DecisionOutcome.Applied), (decisions[1].Actuator, decisions[1].Outcome));
        Assert.InRange(second.Amount, 20, 40);
        if (outcome != DecisionOutcome.AppliedInPart) Assert.Equal(2, first.Amount);
    }

    [Theory]
    [InlineData(nameof(FakeActuator.Fault.Throws))]
    [InlineData(nameof(FakeActuator.Fault.Lies))]
    [InlineData(nameof(FakeActuator.Fault.Hangs))]
    [InlineData(nameof(FakeActuator.Fault.VerifyThrows))]
    public void What_goes_on_failing_is_asked_less_and_less(string fault)
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.Run(Second);
        pool.Mode = Enum.Parse<FakeActuator.Fault>(fault);
        simulation.LearnThreads(20);
        simulation.Run(TimeSpan.FromHours(1));

        // Twice as long each time, 5 minutes at most: 9 times until then, 12 in the hour.
        Assert.InRange(simulation.Core.Statistics.Failed, 1, 25);
        Assert.Equal(0, simulation.Core.Statistics.StepsFailed);
        Assert.Equal(2, pool.Amount);
    }

    [Fact]
    public void What_a_call_does_after_it_was_given_up_is_undone()
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.Run(Second);
        pool.Mode = FakeActuator.Fault.Hangs;
        simulation.LearnThreads(20);
        simulation.Demand = new() { IsKnown = true };
        simulation.Run(Second);

        pool.Release();
        Assert.InRange(pool.Amount, 20, 40);
        simulation.Run(simulation.Options.Interval);

        Assert.Equal(2, pool.Amount);
        Assert.Contains(simulation.Decisions, d => d.Outcome == DecisionOutcome.Undone && d.Reason == "it answered after it had been given up");
    }

    [Fact]
    public void All_is_set_back_in_the_end()
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        var latency = simulation.Add(ManagedResource.CollectorLatency, 0);
        simulation.LearnThreads(20);
        simulation.Demand = simulation.Demand with { CallsAhead = 10_000 };
        simulation.Run(Second);
        Assert.NotEqual((2, 0), (pool.Amount, latency.Amount));

        simulation.Core.UndoAll("the manager stops");

        Assert.Equal((2, 0), (pool.Amount, latency.Amount));
        Assert.Equal(2, simulation.Decisions.Count(d => d.Outcome == DecisionOutcome.Undone && d.Reason == "the manager stops"));
    }

    [Fact]
    public void A_change_after_which_the_collector_pauses_more_is_undone_and_left_alone()
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.Demand = simulation.Demand with { CallsNow = 200 };
        simulation.Usage = simulation.Usage with { PauseShare = 0.02 };
        simulation.Run(10 * Second);
        simulation.LearnThreads(20);
        Assert.NotEqual(2, pool.Amount);

        simulation.Usage = simulation.Usage with { PauseShare = 0.2 };
        simulation.Run(TimeSpan.FromSeconds(1.5));

        Assert.Equal(2, pool.Amount);
        Assert.Contains(simulation.Decisions, d => d.Outcome == DecisionOutcome.Undone && d.Reason == "paused by the collector for 20 % of the time, 2 % at such load without it; left alone for 1 s");
        simulation.Run(TimeSpan.FromMinutes(30));
        Assert.InRange(simulation.Core.Statistics.Undone, 2, 16);
    }

    [Fact]
    public void Pauses_that_come_with_the_load_undo_nothing()
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.Usage = simulation.Usage with { PauseShare = 0.02 };
        simulation.Run(10 * Second);
        simulation.LearnThreads(20);
        simulation.Usage = simulation.Usage with { PauseShare = 0.2 };
        simulation.Run(10 * Second);

        Assert.NotEqual(2, pool.Amount);
        Assert.Equal(0, simulation.Core.Statistics.Undone);
    }

    [Fact]
    public void A_suspended_process_shrinks_nothing_when_it_wakes_up()
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.LearnThreads(20);
        var raised = pool.Amount;
        simulation.Demand = new() { IsKnown = true };
        simulation.Run(Second);

        simulation.Time.Advance(TimeSpan.FromHours(3));
        simulation.Run(Second);

        Assert.Equal(raised, pool.Amount);
        simulation.Run(simulation.Options.MinimumDwell);
        Assert.True(pool.Amount < raised);
    }

    [Fact]
    public void The_clock_on_the_wall_decides_nothing()
    {
        var (plain, jumping) = (Run(jumps: false), Run(jumps: true));

        Assert.Equal(plain, jumping);

        static string[] Run(bool jumps)
        {
            var random = new Random(3);
            var simulation = new Simulation();
            simulation.Add(ManagedResource.PoolThreads, 2);
            if (jumps) simulation.AfterStep = () => simulation.Time.Wall += TimeSpan.FromHours(random.Next(-1000, 1000));
            simulation.LearnThreads(20);
            simulation.Demand = new() { IsKnown = true };
            simulation.Run(60 * Second);
            return [.. simulation.Decisions.Select(d => $"{d.From} {d.To} {d.Outcome} {d.Reason}")];
        }
    }

    [Fact]
    public void Time_that_stands_still_or_goes_back_is_no_look()
    {
        var simulation = new Simulation();
        simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.Run(Second);
        var steps = simulation.Core.Statistics.Steps;

        simulation.Core.Step(ManagerMode.Act);
        simulation.Time.Advance(-30 * Second);
        simulation.Core.Step(ManagerMode.Act);

        Assert.Equal(steps, simulation.Core.Statistics.Steps);
        Assert.Equal(0, simulation.Core.Statistics.StepsFailed);
    }

    [Fact]
    public void Without_a_model_the_app_is_as_it_was_and_faults_are_counted()
    {
        var simulation = new Simulation();
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.ReadsDemand = () => throw new InvalidOperationException("no model");
        simulation.Run(10 * Second);

        Assert.Equal(2, pool.Amount);
        Assert.Equal(100, simulation.Core.Statistics.StepsFailed);
        Assert.Equal("nothing is known of what will come: the app's own minimum", simulation.Core.Plan[ManagedResource.PoolThreads]!.Value.Reason);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(0.01)]
    public void A_model_that_is_wrong_by_a_hundred_plans_what_use_has_shown(double wrong)
    {
        var simulation = new Simulation();
        simulation.Options.Allow(ManagedResource.PoolThreads, 1, 1_000_000);
        var pool = simulation.Add(ManagedResource.PoolThreads, 2);
        simulation.Demand = simulation.Demand with { UnderwayNow = 20 * wrong, UnderwayAhead = 20 * wrong, CallsNow = 200 };
        simulation.Usage = simulation.Usage with { PoolThreadsBusy = 20 };
        simulation.Run(60 * Second);

        Assert.InRange(pool.Amount, 2, 40);
    }

    [Fact]
    public void Random_hours_break_no_rule()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var simulation = new Simulation();
            simulation.Options.Allow(ManagedResource.MemoryLimit, 64 << 20, 4L << 30);
            simulation.Options.Allow(ManagedResource.CpuQuota, 0.1, 8);
            FakeActuator[] all = [simulation.Add(ManagedResource.PoolThreads, 3), simulation.Add(ManagedResource.MemoryLimit, 2L << 30, outlives: true), simulation.Add(ManagedResource.CpuQuota, 4, outlives: true)];
            var before = all.Select(a => a.Amount).ToArray();
            simulation.AfterStep = () =>
            {
                for (var i = 0; i < all.Length; i++)
                {
                    var (resource, amount) = (all[i].Resource, all[i].Amount);
                    if (amount != before[i] && all[i].Applied.Count > 0 && all[i].Applied[^1] == amount)
                    {
                        var request = simulation.Core.Plan[resource]!.Value;
                        Assert.True(amount >= request.Least, $"seed {seed}: {resource} {amount} is under {request.Least}");
                        if (resource == ManagedResource.MemoryLimit) Assert.True(amount >= 1.25 * simulation.Usage.MemoryBytes, $"seed {seed}: {amount} for {simulation.Usage.MemoryBytes} in use");
                    }
                    before[i] = amount;
                }
                if (random.Next(20) == 0)
                {
                    simulation.Usage = simulation.Usage with { Cores = 4 * random.NextDouble(), MemoryBytes = (100 << 20) * (1 + (5 * random.NextDouble())), PoolThreadsBusy = random.Next(50), PoolItemsWaiting = random.Next(3) * random.Next(100) };
                    simulation.Demand = new() { IsKnown = random.Next(4) > 0, CallsNow = random.Next(1000), CallsAhead = random.Next(1000), UnderwayNow = random.Next(60), UnderwayAhead = random.Next(60), CoresNow = random.NextDouble(), CoresAhead = 4 * random.NextDouble() };
                    var broken = all[random.Next(all.Length)];
                    if (broken.Pending is not null) broken.Release();
                    broken.Mode = (FakeActuator.Fault)random.Next(6);
                }
                if (random.Next(500) == 0) simulation.Time.Advance(TimeSpan.FromMinutes(random.Next(-5, 5)));
            };
            simulation.Run(TimeSpan.FromMinutes(20));
            Assert.Equal(0, simulation.Core.Statistics.StepsFailed);
            foreach (var actuator in all)
            {
                if (actuator.Pending is not null) actuator.Release();
                actuator.Mode = FakeActuator.Fault.None;
            }
            simulation.Core.UndoAll("the end");
            Assert.Equal([3, 2L << 30, 4], all.Select(a => a.Amount));
        }
    }
}
