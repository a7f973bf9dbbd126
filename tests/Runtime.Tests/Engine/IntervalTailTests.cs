namespace ShadowGen.Tests.Engine;

public sealed class IntervalTailTests
{
    [Theory]
    [InlineData(0.005)]
    [InlineData(0.02)]
    [InlineData(0.095)]
    public void A_tail_that_was_set_is_of_that_resource_alone(double share)
    {
        var options = new ShadowOptions();
        options.SetUpperTail(ResourceKind.AllocatedBytes, share);
        var copy = options.Copy();

        Assert.Equal(share, copy.GetUpperTail(ResourceKind.AllocatedBytes));
        Assert.Equal(0.05, copy.GetUpperTail(ResourceKind.CpuTime));
    }

    [Theory]
    [InlineData(0.0049)]
    [InlineData(0.0951)]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void A_share_that_cannot_be_is_refused(double share)
    {
        var options = new ShadowOptions();

        Assert.Throws<ArgumentOutOfRangeException>(() => options.SetUpperTail(ResourceKind.CpuTime, share));
        Assert.Equal(0.05, options.GetUpperTail(ResourceKind.CpuTime));
    }

    [Fact]
    public void A_resource_that_is_none_is_refused()
    {
        var options = new ShadowOptions();

        Assert.Throws<ArgumentOutOfRangeException>(() => options.GetUpperTail((ResourceKind)4));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.SetUpperTail((ResourceKind)(-1), 0.05));
    }
}
