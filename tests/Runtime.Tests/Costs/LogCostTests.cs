using ShadowGen.Costs;

namespace ShadowGen.Runtime.Tests.Costs;

public sealed class LogCostTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(24, 3)]
    [InlineData(24, 0.1)]
    [InlineData(40_000, 0.01)]
    [InlineData(1e9, 3)]
    public void A_cost_is_scaled_as_a_cost_and_not_as_a_logarithm(double cost, double factor)
    {
        var scaled = LogCost.Scale(LogCost.Of(cost), (float)Math.Log(factor));

        Assert.Equal(LogCost.Of(cost * factor), scaled, LogCost.Tie);
        Assert.Equal(LogCost.Of(cost), LogCost.Scale(scaled, -(float)Math.Log(factor)), LogCost.Tie);
        if (cost > 0) Assert.Equal(Math.Log(factor), LogCost.FactorOf(LogCost.Of(cost * factor), LogCost.Of(cost)), LogCost.Tie);
    }

    [Fact]
    public void What_is_infinite_stays_so() => Assert.Equal(float.PositiveInfinity, LogCost.Scale(float.PositiveInfinity, -1));
}
