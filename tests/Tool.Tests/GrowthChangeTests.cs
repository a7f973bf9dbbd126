using ShadowGen.Tool.Diff;

namespace ShadowGen.Tool.Tests;

/// <summary>A change of growth counts when it is more than twice its standard error.</summary>
public sealed class GrowthChangeTests
{
    [Theory]
    [InlineData(1.0, 0.1, 1.9, 0.1, true)]
    [InlineData(1.0, 0.4, 1.9, 0.4, false)]
    [InlineData(1.0, 0.01, 1.01, 0.01, false)]
    public void Is_beyond_chance(double before, double errorBefore, double after, double errorAfter, bool expected) =>
        Assert.Equal(expected, new GrowthChange(new GrowthLaw("n", before, errorBefore, 100), new GrowthLaw("n", after, errorAfter, 100)).IsBeyondChance);

    [Fact]
    public void No_law_is_no_growth() => Assert.Equal(2, new GrowthChange(default, new GrowthLaw("n", 2, 0.1, 100)).Difference);
}
