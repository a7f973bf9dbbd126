using ShadowGen.Counters;
using ShadowGen.RateLimiting.Tests.Support;

namespace ShadowGen.RateLimiting.Tests.Admission;

/// <summary>A fault beneath the limiter is counted, and reaches neither who returns a lease nor the timer's thread.</summary>
public sealed class FaultTests
{
    [Fact]
    public void A_clock_that_fails_loses_no_permit_and_throws_at_nobody()
    {
        var time = new FailingTime();
        using var limiter = new PredictiveRateLimiter(new() { TimeProvider = time, PermitCost = TimeSpan.FromMilliseconds(1), Processors = 1 });
        var held = Enumerable.Range(0, 5).Select(_ => limiter.AttemptAcquire(Bench.Work(30))).ToList();
        var waiting = limiter.AcquireAsync(Bench.Work(30)).AsTask();
        var faults = Faults.Internal;

        time.Fails = true;
        time.Fire!();
        held.ForEach(l => l.Dispose());
        time.Fails = false;
        time.Fire!();

        Assert.Equal(6, Faults.Internal - faults);
        Bench.Granted(waiting).Dispose();
        Assert.Equal(0, ((PredictiveRateLimiterStatistics)limiter.GetStatistics()).Processors.PermitsInUse);
    }

    [Fact]
    public void What_flows_with_who_makes_it_does_not_flow_into_its_timer()
    {
        var time = new FailingTime();

        new PredictiveRateLimiter(new() { TimeProvider = time }).Dispose();

        Assert.True(time.WasSuppressed);
        Assert.False(ExecutionContext.IsFlowSuppressed());
    }

    [Fact]
    public void Trust_in_predictions_of_a_kind_can_be_read()
    {
        using var bench = new Bench();
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            using var lease = Bench.Granted(bench.Ask(Bench.Work(1 << random.Next(8)) with { Kind = "blind" }));
            bench.Pass(0.02);
        }

        Assert.InRange(bench.Limiter.TrustIn("blind"), 0, 0.1);
        Assert.Equal(1, bench.Limiter.TrustIn("another"));
    }

    private sealed class FailingTime : TimeProvider
    {
        public bool Fails { get; set; }

        public Action? Fire { get; private set; }

        public bool WasSuppressed { get; private set; }

        public override long GetTimestamp() => Fails ? throw new InvalidOperationException("a clock that fails") : 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            WasSuppressed = ExecutionContext.IsFlowSuppressed();
            Fire = () => callback(state);
            return new NoTimer();
        }
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
