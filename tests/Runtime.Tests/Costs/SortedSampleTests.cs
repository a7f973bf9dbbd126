using ShadowGen.Costs;

namespace ShadowGen.Runtime.Tests.Costs;

public sealed class SortedSampleTests
{
    /// <summary>Beside a list from which the same cost is removed and into which the new one is put.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(128)]
    [InlineData(1024)]
    public void It_holds_what_came_less_what_was_drawn_in_order(int room)
    {
        var random = new Random(room);
        var costs = new float[room];
        Array.Fill(costs, float.PositiveInfinity);
        var expected = new List<float>();
        var count = 0;
        for (var i = 0; i < 4 * room; i++)
        {
            var cost = (float)random.Next(room);
            var draw = (uint)random.NextInt64(1L << 32);
            if (expected.Count == room) expected.RemoveAt((int)(((ulong)draw * (uint)room) >> 32));
            expected.Add(cost);
            expected.Sort();
            SortedSample.Add(costs, ref count, cost, draw);

            Assert.Equal(expected, costs[..count]);
        }
    }

    [Fact]
    public void Long_samples_that_are_used_are_kept()
    {
        var windows = new CostWindows(4);
        windows.Insert(0x100, [1, 2], shift: 0);
        for (var i = 1u; i < 20; i++)
        {
            for (var k = 0; k < 10; k++) windows.Add(windows.Find(0x100), 3);
            windows.Insert(0x100 + (i << 8), [5], shift: 0);
        }

        Assert.Equal(CostWindows.Absent, windows.Find(0x200));
        Assert.Equal(192, windows[windows.Find(0x100)].Length);
        Assert.Equal(3, CostWindows.QuantileOf(windows[windows.Find(0x100)], 0.5f));
    }
}
