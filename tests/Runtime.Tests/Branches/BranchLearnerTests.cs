using ShadowGen.Branches;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Branches;

/// <summary>What a function calls by its arguments, on runs whose law is known.</summary>
public sealed class BranchLearnerTests
{
    private readonly Random _random = new(1);

    [Fact]
    public void A_flag_decides_the_branch()
    {
        var learner = Learned(1, 0b1, 200, arguments => arguments[0] == 1 ? [new(7, 1)] : [new(8, 1)], () => [_random.Next(2)]);
        var branches = learner.Publish();

        foreach (var (flag, taken, other) in new[] { (1, 7, 8), (0, 8, 7) })
        {
            var row = branches.Find([flag])!;
            Assert.InRange(Called(row, taken), 0.95, 1);
            Assert.InRange(Called(row, other), 0, 0.05);
            Assert.InRange(row.ShareOf(taken), 0.95, 1);
            Assert.InRange(row.ShareOf(other), 0, 0.05);
            Assert.InRange(Called(branches.All, taken), 0.4, 0.6);
        }
        Assert.Equal(0, learner.Chosen);
    }

    [Fact]
    public void A_code_of_four_routes_decides_where_other_features_do_not()
    {
        var learner = Learned(3, 0b101, 400, arguments => [new(1, 1), new(10 + (int)arguments[2], 2)], () => [_random.Next(2), _random.Next(5000), _random.Next(4)]);
        var branches = learner.Publish();

        Assert.Equal(2, learner.Chosen);
        for (var route = 0; route < 4; route++)
        {
            var row = branches.Find([0, 77, route])!;
            for (var other = 0; other < 4; other++) Assert.InRange(Called(row, 10 + other), other == route ? 0.95 : 0, other == route ? 1 : 0.05);
            Assert.Equal(2, Calls(row, 10 + route), 0.1);
            Assert.InRange(Called(row, 1), 0.95, 1);
            Assert.Equal(2 / 3.0, row.ShareOf(10 + route), 0.03);
        }
        Assert.Null(branches.Find([0, 77, 4]));
        Assert.Null(branches.Find([0, 77]));
    }

    [Fact]
    public void An_empty_collection_calls_nothing_more()
    {
        var learner = Learned(1, 0, 400, arguments => arguments[0] == 0 ? [] : [new(3, (int)arguments[0])], () => [_random.Next(4) == 0 ? 0 : 1 + _random.Next(40)]);
        var branches = learner.Publish();

        Assert.InRange(branches.Find([0])!.Any, 0, 0.05);
        Assert.InRange(branches.Find([0])!.ShareOf(3), 0, 0.05);
        Assert.InRange(branches.Find([1])!.Any, 0.95, 1);
        Assert.InRange(Calls(branches.Find([20])!, 3), 16, 31);
        Assert.InRange(branches.All.Any, 0.65, 0.85);
    }

    [Fact]
    public void Two_flags_decide_only_together()
    {
        var learner = Learned(2, 0b11, 400, arguments => [new(arguments[0] == arguments[1] ? 1 : 2, 1)], () => [_random.Next(2), _random.Next(2)]);
        var branches = learner.Publish();

        Assert.Equal(2, learner.Chosen);
        Assert.InRange(Called(branches.Find([1, 1])!, 1), 0.95, 1);
        Assert.InRange(Called(branches.Find([1, 0])!, 1), 0, 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_feature_that_does_not_matter_costs_no_bits(int seed)
    {
        var random = new Random(seed);
        var learner = new BranchLearner(3, 0b011);
        var (with, without) = (0.0, 0.0);
        for (var i = 0; i < 3000; i++)
        {
            long[] arguments = [random.Next(2), random.Next(9), random.Next(100_000)];
            CalleeRun[] run = random.Next(3) == 0 ? [new(1, 1)] : [new(2, 1 + random.Next(3))];
            var bits = learner.BitsFor(arguments, run);
            with += bits.With;
            without += bits.Without;
            learner.Learn(arguments, run);
        }

        Assert.InRange(with / without, 0.99, 1.001);
        Assert.True(without > 1000);
    }

    [Fact]
    public void When_the_branch_changes_sides_so_does_the_forecast()
    {
        var learner = Learned(1, 0b1, 2000, arguments => [new((int)arguments[0], 1)], () => [_random.Next(2)]);
        for (var i = 0; i < 3000; i++)
        {
            var flag = _random.Next(2);
            learner.Learn([flag], [new(1 - flag, 1)]);
        }

        Assert.InRange(Called(learner.Publish().Find([1])!, 0), 0.95, 1);
    }

    [Fact]
    public void What_was_published_does_not_change_and_reading_it_allocates_nothing()
    {
        var learner = Learned(2, 0b11, 200, arguments => [new((int)arguments[0], 1)], () => [_random.Next(2), _random.Next(2)]);
        var branches = learner.Publish();
        var before = branches.Find([1, 0])!.ShareOf(1);
        for (var i = 0; i < 500; i++) learner.Learn([1, 0], [new(0, 1)]);

        Assert.Equal(before, branches.Find([1, 0])!.ShareOf(1));
        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            for (var i = 0; i < 100; i++) _ = branches.Find([i & 1, 0])?.ShareOf(1);
        }));
    }

    [Fact]
    public void Learning_allocates_nothing_once_it_has_met_as_many_values_as_it_keeps()
    {
        var learner = Learned(4, 0b1111, 2000, arguments => [new((int)arguments[0], 1), new(2 + (int)(arguments[3] % 10), 1)], Arguments);
        var before = 0L;
        Span<long> given = stackalloc long[4];
        for (var i = 0; i < 20_000; i++)
        {
            if (i == 15_000) before = GC.GetAllocatedBytesForCurrentThread();
            given.Fill(i % 1000);
            given[0] = i % 2;
            learner.Learn(given, [new(i % 2, 1), new(2 + (i % 10), 1)]);
        }

        // Not one object a call: a collection that another thread begins books the rest of this one's allocation context, up to 8 KB, as allocated.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8191);

        long[] Arguments() => [_random.Next(2), _random.Next(1000), _random.Next(1000), _random.Next(1000)];
    }

    [Fact]
    public void Memory_is_bounded_however_many_values_and_callees_come()
    {
        var learner = new BranchLearner(4, 0b1111);
        for (var i = 0; i < 20_000; i++) learner.Learn([i, i / 2, _random.Next(), i % 100], [new(i % 1000, 1), new(_random.Next(), 5)]);

        Assert.InRange(learner.Bytes, 5_000, 20_000);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(16_383, 14)]
    [InlineData(16_384, 15)]
    [InlineData(long.MaxValue, 15)]
    [InlineData(-1, 1)]
    [InlineData(long.MinValue, 15)]
    public void Of_a_size_only_its_order_of_magnitude_is_kept(long size, long key) => Assert.Equal((key, size), (BranchKey.Of(size, isCode: false), BranchKey.Of(size, isCode: true)));

    private static BranchLearner Learned(int features, int codes, int runs, Func<long[], CalleeRun[]> law, Func<long[]> arguments)
    {
        var learner = new BranchLearner(features, codes);
        for (var i = 0; i < runs; i++)
        {
            var given = arguments();
            learner.Learn(given, law(given));
        }
        return learner;
    }

    private static double Called(BranchRow row, int callee) => row.Callees.IndexOf(callee) is >= 0 and var place ? row.At(place).Called : 0;

    private static double Calls(BranchRow row, int callee) => row.At(row.Callees.IndexOf(callee)).Calls;
}
