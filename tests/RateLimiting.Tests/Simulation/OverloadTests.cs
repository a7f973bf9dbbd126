using ShadowGen.Adaptive.Benchmarks.Limiters;
using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.RateLimiting.Tests.Simulation;

/// <summary>Overload on virtual time: the figures of bench/Adaptive.Benchmarks in small.</summary>
public sealed class OverloadTests
{
    private const int Seed = 7;

    private static readonly Workload Mixed = Workload.All.Single(w => w.Name == "mixed"), Unpredictable = Workload.All.Single(w => !w.IsPredictable);

    [Fact]
    public void Equal_seeds_give_equal_runs() => Assert.Equal(Run.Of(Mixed, Seed, Panel.Product), Run.Of(Mixed, Seed, Panel.Product));

    [Fact]
    public void More_is_done_in_time_than_by_count()
    {
        var own = Run.Of(Mixed, Seed, Panel.Product);
        var fixedLimit = Run.Of(Mixed, Seed, Setting("ConcurrencyLimiter", "12 and 24 queued, NewestFirst"));

        Assert.True(own.Goodput > 1.3 * fixedLimit.Goodput, $"{own} {fixedLimit}");
        Assert.True(own.Work > 0.95 * fixedLimit.Work, $"{own} {fixedLimit}");
        Assert.Equal(0, own.Idle);
        Assert.InRange(own.Light, 0.99, 1);
        Assert.InRange(own.Heavy, 0.3, 1);
        Assert.InRange(own.Tail, 0, 1);
    }

    [Fact]
    public void Where_costs_cannot_be_predicted_it_is_as_good_as_a_count_that_was_tuned()
    {
        var own = Run.Of(Unpredictable, Seed, Panel.Product);
        var fixedLimit = Run.Of(Unpredictable, Seed, Setting("ConcurrencyLimiter", "12 and 24 queued, OldestFirst"));

        Assert.True(own.Goodput > 0.95 * fixedLimit.Goodput, $"{own} {fixedLimit}");
    }

    private static Made Setting(string family, string setting) => Panel.Counting().Single(m => m.Family == family && m.Setting == setting);
}
