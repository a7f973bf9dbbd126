using ShadowGen.Arrivals;

namespace ShadowGen.Runtime.Tests.Arrivals;

public sealed class RootArrivalsTests
{
    private const long Second = 1_000_000_000;

    private static readonly ArrivalPlan Plan = ArrivalPlan.Seconds;

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(3.3)]
    [InlineData(10)]
    public void Rounds_of_any_length_give_the_rate(double seconds)
    {
        var roots = new RootArrivals(Plan);
        for (var time = 0.0; time < 300; time += seconds) Round(roots, time + seconds, 5, 40 * seconds);

        Assert.Equal(40, MeanOf(roots, 5, 10), 0.5);
    }

    [Fact]
    public void Rounds_of_changing_length_do_not_change_the_rate()
    {
        var random = new Random(1);
        var roots = new RootArrivals(Plan);
        var time = 0.0;
        roots.EndRound(0);
        while (time < 600)
        {
            var pause = 0.1 + (9 * random.NextDouble() * random.NextDouble());
            Round(roots, time += pause, 0, 25 * pause);
        }

        Assert.All(Plan.HorizonSeconds, seconds => Assert.Equal(25, MeanOf(roots, 0, seconds), 0.1));
    }

    [Fact]
    public void There_is_one_table_for_a_bin()
    {
        var roots = new RootArrivals(Plan);
        Round(roots, 0, 3, 1);
        Assert.Same(ArrivalTable.Empty, roots.Publish());
        Round(roots, 1.5, 3, 10);
        var table = roots.Publish();

        Assert.Equal(1, table.Roots);
        Assert.Same(table, roots.Publish());
        Round(roots, 1.9, 3, 10);
        Assert.Same(table, roots.Publish());
        Round(roots, 2.0, 3, 10);
        Assert.NotSame(table, roots.Publish());
    }

    [Fact]
    public void A_clock_that_goes_back_is_taken_for_one_that_stands()
    {
        var roots = new RootArrivals(Plan);
        var tables = new HashSet<ArrivalTable>();
        for (var i = 0; i < 120; i++)
        {
            Round(roots, i, 0, 6);
            if (i > 0) tables.Add(roots.Publish());
            if (i % 10 == 5) Round(roots, i - 100, 0, 0);
        }

        // No bin is lost to it.
        Assert.Equal(119, tables.Count);
        Assert.Equal(6, MeanOf(roots, 0, 30), 0.1);
    }

    [Fact]
    public void A_long_pause_is_neither_silence_nor_a_burst()
    {
        var roots = new RootArrivals(Plan);
        for (var i = 0; i < 300; i++) Round(roots, i, 0, 6);
        Round(roots, 100_000, 0, 1e6);
        for (var i = 1; i < 5; i++) Round(roots, 100_000 + i, 0, 6);

        Assert.All(Plan.HorizonSeconds, seconds => Assert.Equal(6, MeanOf(roots, 0, seconds), 0.1));
    }

    [Fact]
    public void A_root_that_is_called_no_more_is_foretold_less_and_less()
    {
        var roots = new RootArrivals(Plan);
        for (var i = 0; i < 300; i++) Round(roots, i, 0, 6);
        for (var i = 300; i < 330; i++) roots.EndRound(i * Second);

        Assert.InRange(MeanOf(roots, 0, 5), 0, 1);
    }

    [Fact]
    public void Roots_beyond_the_capacity_are_counted_as_left_out_and_take_the_place_of_those_called_least()
    {
        var roots = new RootArrivals(Plan, capacity: 3);
        for (var i = 0; i < 30; i++) Round(roots, i, (0, 1), (1, 50), (2, 60), (3, 40), (4, 2));
        Assert.Equal([0, 1, 2], NodesOf(roots.Publish()));
        Assert.Equal(2, roots.Publish().LeftOut);
        for (var i = 30; i < 90; i++) Round(roots, i, (0, 1), (1, 50), (2, 60), (3, 40), (4, 2));

        Assert.Equal([3, 1, 2], NodesOf(roots.Publish()));
        Assert.Equal(40, MeanOf(roots, 3, 5), 1);
    }

    [Fact]
    public void A_root_that_is_called_about_as_often_takes_no_ones_place()
    {
        var roots = new RootArrivals(Plan, capacity: 1);
        for (var i = 0; i < 300; i++) Round(roots, i, (0, 10), (1, 15));

        Assert.Equal([0], NodesOf(roots.Publish()));
        Assert.Equal(1, roots.Publish().LeftOut);
    }

    [Fact]
    public void Counting_and_learning_do_not_allocate()
    {
        var roots = new RootArrivals(Plan, capacity: 40);
        var time = 0L;
        for (var i = 0; i < 100; i++) Add();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Add();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Add()
        {
            for (var node = 0; node < 50; node++) roots.Add(node, node);
            roots.EndRound(time += Second);
        }
    }

    [Fact]
    public void Memory_is_bounded_by_the_capacity()
    {
        var roots = new RootArrivals(Plan, capacity: 64);
        for (var node = 0; node < 1000; node++) roots.Add(node, 1);
        roots.EndRound(Second);

        // Some 32 KB for a root.
        Assert.InRange(roots.MemoryBytes, 64 * 16_000, 64 * 48_000);
        Assert.Equal(936, Left(roots));

        static int Left(RootArrivals roots)
        {
            roots.EndRound(3 * Second);
            return roots.Publish().LeftOut;
        }
    }

    [Fact]
    public void Between_two_horizons_a_forecast_lies_between_theirs()
    {
        var table = new ArrivalTable([1, 10, 100], [7], [1, 0, 2, 3, 1, 5, 9, 2, 12], [0, 0.5, 1], 0);

        Assert.Equal((1, 0, 2), table.Read(0, table.Find(1)));
        Assert.Equal((3, 1, 5), table.Read(0, table.Find(10)));
        Assert.Equal((9, 2, 12), table.Read(0, table.Find(5000)));
        Assert.Equal(2, table.Read(0, table.Find(Math.Sqrt(10))).Mean, 1e-5);
        Assert.Equal(0.75, table.Correlation(table.Find(Math.Sqrt(1000))), 1e-5);
        Assert.Equal(7, table.NodeOf(0));
    }

    private static void Round(RootArrivals roots, double seconds, int node, double calls) => Round(roots, seconds, (node, calls));

    private static void Round(RootArrivals roots, double seconds, params (int Node, double Calls)[] calls)
    {
        foreach (var (node, count) in calls) roots.Add(node, count);
        roots.EndRound((long)(seconds * Second));
    }

    private static int[] NodesOf(ArrivalTable table) => [.. Enumerable.Range(0, table.Roots).Select(table.NodeOf)];

    private static double MeanOf(RootArrivals roots, int node, double seconds)
    {
        var table = roots.Publish();
        return table.Read(Array.IndexOf(NodesOf(table), node), table.Find(seconds)).Mean;
    }
}
