using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class DemandRatioTests
{
    [Fact]
    public void It_is_what_is_used_for_each_that_is_asked()
    {
        var ratio = Learned(20, (10, 5));

        Assert.Equal(2, ratio.Value, 1e-9);
    }

    [Fact]
    public void Before_anything_was_asked_nothing_is_known() => Assert.True(double.IsNaN(Learned(20, (10, 0.1)).Value));

    [Fact]
    public void A_window_is_held_against_the_most_that_was_asked_for_around_it()
    {
        // A burst that begins within a window uses more in it than is told for it.
        var ratio = Learned(1, (1, 1), (20, 5), (20, 20), (20, 20));

        Assert.Equal(1, ratio.Value, 1e-9);
    }

    [Fact]
    public void Who_waits_would_take_one_and_starvation_never_lowers_it()
    {
        var ratio = new DemandRatio(0.5, 8);
        for (var i = 0; i < 20; i++) ratio.Learn(2, 20, isAtLeast: true);
        Assert.Equal(1, ratio.Value);
    }

    [Fact]
    public void It_rises_fast_falls_slowly_and_is_bounded()
    {
        var ratio = Learned(20, (10, 10));
        for (var i = 0; i < 8; i++) ratio.Learn(40, 10, false);
        Assert.InRange(ratio.Value, 3.5, 4);
        for (var i = 0; i < 8; i++) ratio.Learn(10, 10, false);
        Assert.InRange(ratio.Value, 3, 3.9);
        for (var i = 0; i < 100; i++) ratio.Learn(1e9, 10, false);
        Assert.InRange(ratio.Value, 7.9, 8);
    }

    private static DemandRatio Learned(int times, params (double Use, double Demand)[] windows)
    {
        var ratio = new DemandRatio(0.5, 8);
        for (var i = 0; i < times; i++)
        {
            foreach (var (use, demand) in windows) ratio.Learn(use, demand, false);
        }
        return ratio;
    }
}
