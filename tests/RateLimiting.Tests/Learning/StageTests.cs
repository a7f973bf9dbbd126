using ShadowGen.Capacity;

namespace ShadowGen.RateLimiting.Tests.Learning;

/// <summary>The limit follows what work takes, and what there being more of it does to that.</summary>
public sealed class StageTests
{
    private const double Goal = 100e6, Cost = 10e6;
    private const int Permits = 10;

    [Fact]
    public void It_grows_while_work_takes_less_than_it_may_and_there_is_not_enough()
    {
        var stage = NewProcessors();

        Run(stage, rounds: 20, load: _ => 8, time: _ => Goal / 2, isFull: true);

        Assert.True(stage.Limit > 300, $"{stage.Limit}");
    }

    [Fact]
    public void It_stays_while_there_is_enough()
    {
        var stage = NewProcessors();

        Run(stage, rounds: 20, load: _ => 8, time: _ => Goal / 2, isFull: false);

        Assert.Equal(100, stage.Limit);
    }

    [Fact]
    public void It_shrinks_where_more_work_takes_longer()
    {
        var stage = NewProcessors();

        Run(stage, rounds: 20, load: i => 8 + (i % 16), time: load => load / 4 * 60e6, isFull: true);

        Assert.True(stage.Limit < 80, $"{stage.Limit}");
    }

    [Fact]
    public void It_grows_where_work_is_slow_however_much_of_it_there_is()
    {
        var stage = NewProcessors();

        Run(stage, rounds: 20, load: i => 8 + (i % 16), time: _ => 5 * Goal, isFull: true);

        Assert.True(stage.Limit > 150, $"{stage.Limit}");
    }

    [Fact]
    public void It_does_not_fall_below_what_keeps_each_server_busy()
    {
        var stage = NewProcessors();

        Run(stage, rounds: 400, load: i => 8 + (i % 16), time: load => load * 1e9, isFull: true);

        Assert.Equal(4 * 1.5 * Permits, stage.Limit, 3);
    }

    [Fact]
    public void The_limit_of_a_dependency_stays_near_what_is_in_use()
    {
        var stage = new Stage(StageTuning.Dependency, "database", Goal, int.MaxValue);

        Run(stage, rounds: 3, load: _ => 8, time: _ => Goal / 2, isFull: true);

        Assert.Equal(4 * Stage.Usual, stage.Limit);
    }

    [Fact]
    public void Permits_of_a_dependency_are_relative_to_what_is_usual_there()
    {
        var stage = new Stage(StageTuning.Dependency, "database", Goal, int.MaxValue);
        Assert.Equal(Stage.Usual, stage.Relative(5e6));
        stage.Take(Stage.Usual, 1, 5e6);

        Assert.Equal(2 * Stage.Usual, stage.Relative(10e6));
    }

    [Fact]
    public void Elasticity_tells_sharing_from_being_slow()
    {
        var (shares, slow) = (new Elasticity(), new Elasticity());
        for (var i = 1; i <= 200; i++)
        {
            shares.Learn(i % 20 + 1, (i % 20 + 1) * 2.0);
            slow.Learn(i % 20 + 1, i % 3 + 10);
        }

        Assert.InRange(shares.Value, 0.95, 1.05);
        Assert.InRange(slow.Value, -0.1, 0.1);
        Assert.Equal(0, new Elasticity().Value);
    }

    [Fact]
    public void Of_a_hundred_few_take_longer_than_the_tail()
    {
        var random = new Random(1);
        var tail = new TailRatio();
        var longer = 0;
        for (var i = 0; i < 5000; i++)
        {
            var ratio = Math.Exp(random.NextDouble() * 2);
            if (i >= 1000 && ratio > tail.Value) longer++;
            tail.Learn(ratio);
        }

        Assert.InRange(longer / 4000.0, 0.01, 0.06);
    }

    private static Stage NewProcessors() => new(StageTuning.Processors(4), "", Goal, 100);

    // In each round ten pieces of work end.
    private static void Run(Stage stage, int rounds, Func<int, double> load, Func<double, double> time, bool isFull)
    {
        for (var i = 0; i < rounds * 10; i++)
        {
            var now = load(i);
            stage.Take(Permits, 1, Cost);
            stage.Learn(Cost, time(now), Permits, now, isPredicted: true);
            if (isFull) stage.WasFull();
            stage.Return(Permits, 1);
            if (i % 10 == 9) stage.Adjust();
        }
    }
}
