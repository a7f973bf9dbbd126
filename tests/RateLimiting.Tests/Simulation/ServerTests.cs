using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.RateLimiting.Tests.Simulation;

/// <summary>The simulated server does what can be reckoned by hand.</summary>
public sealed class ServerTests
{
    private readonly VirtualTime _time = new();
    private readonly List<double> _done = [];

    [Fact]
    public void Work_shares_processors_equally_and_uses_one_at_most()
    {
        var processors = new SharedProcessors(_time, 2);
        Start(processors, 0, 1); // alone: one of two processors
        Start(processors, 0.5, 1); // two on two
        Start(processors, 0.75, 0.25); // three on two until the first ends

        _time.RunUntil(10, static () => { });

        // From 0.75 on each has two thirds: 0.25 left of the first and of the third, so both end at 1.125; the second has 0.5 left then.
        Assert.Equal([1.125, 1.125, 1.625], _done.Select(d => Math.Round(d, 9)));
        Assert.Equal(2.25, processors.Used, 9);
    }

    [Fact]
    public void A_dependency_serves_as_many_as_it_has_connections_the_others_in_turn()
    {
        var dependency = new Dependency(_time, 2, now => now < 1.5 ? 1 : 3);
        foreach (var _ in new int[4]) dependency.Start(1, () => _done.Add(_time.Now));

        _time.RunUntil(10, static () => { });

        Assert.Equal([1, 1, 2, 2], _done);
        Assert.Equal(3, dependency.Slowness);
    }

    [Fact]
    public void Timers_are_events()
    {
        using var timer = _time.CreateTimer(_ => _done.Add(_time.Now), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.RunUntil(6, static () => { });
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _time.RunUntil(60, static () => { });

        Assert.Equal([1, 3, 5], _done);
    }

    private void Start(SharedProcessors processors, double at, double seconds) => _time.At(at, () => processors.Start(seconds, () => _done.Add(_time.Now)));
}
