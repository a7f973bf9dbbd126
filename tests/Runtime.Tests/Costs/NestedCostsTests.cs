using ShadowGen.Costs;

namespace ShadowGen.Runtime.Tests.Costs;

public sealed class NestedCostsTests
{
    private readonly NestedCosts _costs = new();

    [Fact]
    public void What_calls_inside_have_told_of_is_left_out()
    {
        Assert.Equal(1, Part(2, 1, 600));
        Assert.Equal(1, Part(3, 1, 300));
        Assert.Equal(0.1f, Part(1, 0, 1000), 1e-3f);
        Assert.Equal(0.5f, Part(0, -1, 2000), 1e-3f);
    }

    [Fact]
    public void Calls_inside_are_left_out_once()
    {
        Part(2, 1, 600);

        Assert.Equal(0.4f, Part(1, 0, 1000), 1e-3f);
        Assert.Equal(1, Part(1, 0, 1000));
    }

    [Fact]
    public void A_cost_that_is_less_than_that_of_the_calls_inside_has_no_own_part()
    {
        Part(2, 1, 600);

        Assert.Equal(0, Part(1, 0, 500));
    }

    private float Part(int operation, int caller, double cost) => _costs.OwnPart(operation, caller, LogCost.Of(cost));
}
