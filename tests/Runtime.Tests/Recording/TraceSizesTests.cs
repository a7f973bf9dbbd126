using ShadowGen.Recording;

namespace ShadowGen.Runtime.Tests.Recording;

/// <summary>Sizes of a recording: near enough for a law, too far to be a value.</summary>
public sealed class TraceSizesTests
{
    [Fact]
    public void A_size_is_told_within_half_a_step()
    {
        var most = Math.Pow(2, 0.5 / TraceSizes.Steps);
        for (var size = 1L; size < 4_000_000; size += 1 + (size / 50))
        {
            var told = TraceSizes.Round(size);
            Assert.InRange(told, (size / most) - 0.5, (size * most) + 0.5);
            Assert.Equal(told, TraceSizes.Round(told));
            Assert.Equal(-told, TraceSizes.Round(-size));
        }
    }

    [Fact]
    public void Large_sizes_fall_into_a_few_steps_for_each_doubling() =>
        Assert.Equal(TraceSizes.Steps, Enumerable.Range(1 << 16, 1 << 16).Select(size => TraceSizes.Round(size)).Distinct().Count(told => told is > 1 << 16 and <= 1 << 17));

    [Fact]
    public void The_smallest_stay_and_the_largest_are_no_fault()
    {
        Assert.All(Enumerable.Range(0, 51), size => Assert.Equal(size, TraceSizes.Round(size)));
        Assert.Equal(1L << 62, TraceSizes.Round(long.MaxValue));
        Assert.Equal(-(1L << 62), TraceSizes.Round(long.MinValue));
    }
}
