using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Counters;

public class SlotTableTests
{
    [Fact]
    public void Returned_ranges_merge_and_are_used_again()
    {
        lock (SlotTable.Sync)
        {
            var others = TakeAllFree();
            var first = SlotTable.Take(4000);
            var second = SlotTable.Take(3000);
            Assert.Equal(first + 4000, second);
            SlotTable.State(first).Reloads = 5;
            SlotTable.Return(second, 3000);
            SlotTable.Return(first, 4000);

            // Larger than either: only the merged range can hold it.
            Assert.Equal(first, SlotTable.Take(4096));
            Assert.Equal(1, SlotTable.State(first).Interval);
            Assert.Equal(0, SlotTable.State(first).Reloads);
            SlotTable.Return(first, 4096);
            others.ForEach(range => SlotTable.Return(range.First, range.Count));
        }
    }

    [Fact]
    public void Ranges_do_not_overlap()
    {
        lock (SlotTable.Sync)
        {
            var ranges = Enumerable.Range(1, 40).Select(count => (First: SlotTable.Take(count), Count: count)).OrderBy(range => range.First).ToList();
            for (var i = 1; i < ranges.Count; i++)
                Assert.True(ranges[i - 1].First + ranges[i - 1].Count <= ranges[i].First);
            Assert.True(ranges[0].First >= SlotTable.SinkSlots);
            ranges.ForEach(range => SlotTable.Return(range.First, range.Count));
        }
    }

    [Fact]
    public void More_edges_than_a_file_may_have_go_to_the_sink()
    {
        lock (SlotTable.Sync)
            Assert.Equal(0, SlotTable.Take(SlotTable.SinkSlots + 1));
    }

    /// <summary>Empties the free list, so that the next range comes from the end.</summary>
    private static List<(int First, int Count)> TakeAllFree()
    {
        var taken = new List<(int, int)>();
        for (var count = SlotTable.SinkSlots; count > 0; count /= 2)
        {
            var end = SlotTable.End;
            int first;
            while ((first = SlotTable.Take(count)) < end)
                taken.Add((first, count));
            if (count == 1)
                taken.Add((first, count));
            else
                SlotTable.Return(first, count);
        }

        return taken;
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("on", true)]
    [InlineData("off", false)]
    [InlineData(" OFF ", false)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("offline", true)]
    public void The_kill_switch_reads_the_usual_words(string? value, bool on) => Assert.Equal(on, KillSwitch.IsOn(value));
}
