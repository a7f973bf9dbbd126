using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>On real threads.</summary>
public sealed class GuardedActuatorTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_call_that_hangs_does_not_hold_up_who_asks_and_undoes_itself_when_it_returns()
    {
        var slow = new SlowActuator();
        var guarded = new GuardedActuator(slow, new ActuatorThread("test"), new(Path.GetTempPath(), "group", "1-1", _ => true, _ => null));
        Assert.True(guarded.Probe(Long, 0).IsAvailable);

        Assert.Equal(DecisionOutcome.TimedOut, guarded.Apply(1, 5, TimeSpan.FromMilliseconds(50), 0).Outcome);
        Assert.Equal("an earlier call has not returned", guarded.ProblemAt(0));
        Assert.StartsWith("an earlier call has not returned", guarded.Undo(Long, 0), StringComparison.Ordinal);
        Assert.Equal(1, slow.Amount);

        Assert.True(slow.IsCancelled.Wait(Long));
        slow.GoesOn.Set();
        Assert.True(SpinWait.SpinUntil(() => slow.Undone == 1, Long));
        Assert.Equal((5.0, 1.0), (slow.Reached, slow.Amount));
    }

    [Fact]
    public void A_probe_that_answered_late_undoes_no_later_change()
    {
        var actuator = new FakeActuator(ManagedResource.PoolThreads, 1) { Mode = FakeActuator.Fault.Hangs };
        var guarded = new GuardedActuator(actuator, new FakeActuator.Runner(actuator), new(Path.GetTempPath(), "group", "1-1", _ => true, _ => null));
        Assert.Equal("it did not answer in time", guarded.Probe(Long, 0).Problem);
        actuator.Release();

        Assert.Equal(DecisionOutcome.Applied, guarded.Apply(1, 5, Long, 10_000_000_000).Outcome);
        Assert.False(guarded.HasAnsweredLate);
    }

    private sealed class SlowActuator : IResourceActuator
    {
        public ManualResetEventSlim GoesOn { get; } = new();

        public ManualResetEventSlim IsCancelled { get; } = new();

        public double Amount { get; private set; } = 1;

        public double Reached { get; private set; }

        public int Undone { get; private set; }

        public string Name => "slow";

        public ManagedResource Resource => ManagedResource.PoolThreads;

        public bool OutlivesProcess => false;

        public ActuatorProbe Probe(CancellationToken cancellationToken) => ActuatorProbe.Found(Amount, "1");

        public void Apply(double amount, CancellationToken cancellationToken)
        {
            cancellationToken.Register(IsCancelled.Set);
            GoesOn.Wait(CancellationToken.None);
            Reached = Amount = amount;
        }

        public double Verify(CancellationToken cancellationToken) => Amount;

        public void Undo(string original, CancellationToken cancellationToken)
        {
            Amount = 1;
            Undone++;
        }
    }
}
