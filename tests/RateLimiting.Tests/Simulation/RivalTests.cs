using ShadowGen.Adaptive.Benchmarks.Rivals;

namespace ShadowGen.RateLimiting.Tests.Simulation;

/// <summary>Rivals on numbers that can be reckoned by hand from their published algorithms.</summary>
public sealed class RivalTests
{
    [Fact]
    public void Gradient2_grows_by_its_queue_while_latency_stays_and_shrinks_by_the_gradient()
    {
        var limit = new Gradient2Limit(tolerance: 1, least: 1, queue: 4);
        for (var i = 0; i < 10; i++) limit.Learn(i, 0.1, 20);
        Assert.Equal(28, limit.Limit); // 20 + 10 · 0.2 · 4

        limit.Learn(10, 0.4, 28); // 28 · 0.8 + (28 · 0.5 + 4) · 0.2: the long average is 0.101
        Assert.Equal(26, limit.Limit);
        limit.Learn(11, 0.1, 5); // half empty: no change
        Assert.Equal(26, limit.Limit);
    }

    [Fact]
    public void Vegas_moves_by_how_many_queue()
    {
        var limit = new VegasLimit(alpha: 3, beta: 6, seed: 1);
        limit.Learn(0, 0.1, 20); // the least latency
        limit.Learn(1, 0.1, 20); // nobody queues: + 6 · log10
        Assert.Equal(26, limit.Limit);
        limit.Learn(2, 0.108, 26); // two do: + 1
        Assert.Equal(27, limit.Limit);
        limit.Learn(3, 0.12, 27); // five do: stay
        Assert.Equal(27, limit.Limit);
        limit.Learn(4, 0.2, 27); // fourteen do: - 1
        Assert.Equal(26, limit.Limit);
    }

    [Fact]
    public void Aimd_adds_one_or_takes_a_share()
    {
        var limit = new AimdLimit(bound: 0.1, backoff: 0.5);
        limit.Learn(0, 0.05, 10);
        Assert.Equal(11, limit.Limit);
        limit.Learn(1, 0.2, 11);
        Assert.Equal(5, limit.Limit);
        limit.Learn(2, 0.05, 1);
        Assert.Equal(5, limit.Limit);
    }

    [Fact]
    public void Envoy_measures_the_least_latency_first_and_then_goes_by_the_gradient()
    {
        var limit = new EnvoyGradientLimit(buffer: 0.25, quantile: 0.5, interval: 60);
        for (var i = 0; i < 50; i++) limit.Learn(1, 0.1, 3);
        Assert.Equal(3, limit.Limit);

        limit.Learn(1.2, 0.1, 3); // 3 · 1.25 + √3.75
        Assert.Equal(5, limit.Limit);
        limit.Learn(1.4, 0.25, 5); // 5 · 0.5 + √2.5
        Assert.Equal(4, limit.Limit);
        limit.Learn(61.2, 0.1, 4); // a minute later it lets in few again
        Assert.Equal(3, limit.Limit);
    }

    [Fact]
    public void A_window_hands_on_means_of_ten_or_more()
    {
        var limit = new WindowedLimit(new AimdLimit(bound: 0.1, backoff: 0.5), window: 1);
        limit.Learn(0.1, 0.05, 10); // the first window ends at once, with too few
        for (var i = 0; i < 20; i++) limit.Learn(0.5, 0.05, 10);
        Assert.Equal(10, limit.Limit);
        limit.Learn(1.2, 0.05, 10);
        Assert.Equal(11, limit.Limit);
    }
}
