using ShadowGen.Costs;

namespace ShadowGen.Runtime.Tests.Costs;

public sealed class CommonMarginTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-0.1f)]
    public void There_is_none_while_no_more_costs_than_should_lie_outside(float excess) =>
        Assert.Equal(5, new CommonMargin(excess).Widen(5, unit: 1, outer: 5, inner: 4, limit: 5));

    [Fact]
    public void Ends_go_out_in_expected_errors()
    {
        Assert.Equal(5 + (0.4f * 2), new CommonMargin(0.02f).Widen(5, unit: 2, outer: 5, inner: 4, limit: 5), 1e-5f);
        Assert.Equal(5 + 0.55f + (30 * 0.02f), new CommonMargin(0.1f).Widen(5, unit: 1, outer: 5, inner: 4, limit: 5), 1e-5f);
    }

    [Fact]
    public void Where_one_cost_comes_again_and_again_a_small_margin_goes_as_far_as_that()
    {
        Assert.Equal(5, new CommonMargin(0.02f).Widen(4.9f, unit: 1, outer: 5, inner: 5, limit: 5), 1e-5f);
        Assert.Equal(5.3f, new CommonMargin(0.02f).Widen(5.3f, unit: 1, outer: 5, inner: 5, limit: 5), 1e-5f);
    }
}
