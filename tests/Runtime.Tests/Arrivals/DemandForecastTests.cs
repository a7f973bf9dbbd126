using ShadowGen.Arrivals;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Runtime.Tests.Arrivals;

public sealed class DemandForecastTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    [Fact]
    public void Demand_is_arrivals_times_needs_and_its_interval_that_of_a_compound_sum()
    {
        var forecast = new DemandForecast(Snapshot(correlation: 0, (100, 90, 115), (10, 4, 20)), Ten);

        Assert.Equal(Ten, forecast.Horizon);
        Assert.Equal(110, forecast.Calls.Mean, 1e-3);
        Assert.Equal(110 - Math.Sqrt(100 + 36), forecast.Calls.Low, 1e-3);
        Assert.Equal(110 + Math.Sqrt(225 + 100), forecast.Calls.High, 1e-3);

        // A call of A needs 1,000 ns with a deviation of 500, one of B 2,000 and no deviation.
        Assert.Equal((100 * 1000) + (10 * 2000), forecast.CpuTime.Mean, 0.1);
        var ofNeeds = 1.6448536 * 1.6448536 * 100 * 500 * 500 / 10;
        Assert.Equal(forecast.CpuTime.Mean + Math.Sqrt(ofNeeds + Square(15 * 1000) + Square(10 * 2000)), forecast.CpuTime.High, 1);
        Assert.Equal(forecast.CpuTime.Mean - Math.Sqrt(ofNeeds + Square(10 * 1000) + Square(6 * 2000)), forecast.CpuTime.Low, 1);
        Assert.Equal(forecast.CpuTime, forecast[ResourceKind.CpuTime]);
    }

    [Fact]
    public void Roots_whose_errors_go_together_have_a_wider_sum()
    {
        var forecast = new DemandForecast(Snapshot(correlation: 1, (100, 90, 115), (10, 4, 20)), Ten);

        Assert.Equal(110 - 16, forecast.Calls.Low, 1e-3);
        Assert.Equal(110 + 25, forecast.Calls.High, 1e-3);
    }

    [Fact]
    public void Roots_tell_their_own_calls_and_demand()
    {
        var forecast = new DemandForecast(Snapshot(correlation: 0, (100, 90, 115), (10, 4, 20)), Ten);
        var roots = new List<RootDemand>();
        foreach (var root in forecast.Roots) roots.Add(root);

        Assert.Equal(["N.T.A", "N.T.B"], roots.Select(root => root.Node.Name));
        Assert.Equal((10, 4, 20), (roots[1].Calls.Mean, roots[1].Calls.Low, roots[1].Calls.High));
        Assert.Equal(20_000, roots[1].Needs.CpuTime.Mean, 0.1);
        Assert.Equal(8_000, roots[1].Needs.CpuTime.Low, 1);
        Assert.Equal(40_000, roots[1].Needs.CpuTime.High, 1);
        Assert.Equal(2, forecast.Roots.Count);
        Assert.Equal(roots[1], forecast.Roots[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Roots[2]);
        Assert.Equal(3, forecast.UntrackedRoots);
    }

    [Fact]
    public void What_was_never_measured_is_not_0()
    {
        var forecast = new DemandForecast(Snapshot(correlation: 0, (100, 90, 115), (10, 4, 20)), Ten);

        Assert.False(forecast.NetworkBytes.IsMeasured);
        Assert.False(forecast.Roots[0].Needs.NetworkBytes.IsMeasured);
        Assert.True(double.IsNaN(forecast.NetworkBytes.High));
    }

    [Fact]
    public void Before_the_first_bin_nothing_is_measured()
    {
        var forecast = new DemandForecast(ShadowSnapshot.Empty, Ten);

        Assert.Empty(forecast.Roots);
        Assert.False(forecast.Calls.IsMeasured);
        Assert.False(forecast.CpuTime.IsMeasured);
        Assert.Empty(default(DemandForecast).Roots);
    }

    [Fact]
    public void Asking_does_not_allocate()
    {
        var snapshot = Snapshot(correlation: 0.3, (100, 90, 115), (10, 4, 20));
        var sum = 0.0;

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            var forecast = new DemandForecast(snapshot, Ten);
            foreach (var root in forecast.Roots) sum += root.Needs.CpuTime.Mean;
        }));
        Assert.True(sum > 0);
        Assert.Equal(0, Skeletons.AllocatedBytes(() => Shadow.PredictDemand(Ten)));
    }

    [Theory]
    [InlineData(0.999)]
    [InlineData(600.001)]
    [InlineData(-5)]
    public void A_horizon_that_cannot_be_is_refused_with_those_that_can(double seconds)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => Shadow.PredictDemand(TimeSpan.FromSeconds(seconds)));

        Assert.Equal("horizon", refused.ParamName);
        Assert.Contains("00:00:01 to 00:10:00", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public void The_ends_of_the_range_are_answered(double seconds) =>
        Assert.Equal(seconds, Shadow.PredictDemand(TimeSpan.FromSeconds(seconds)).Horizon.TotalSeconds);

    [Fact]
    public void A_resource_that_is_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => default(DemandForecast)[(ResourceKind)9]);

    private static ShadowSnapshot Snapshot(double correlation, params (float Mean, float Low, float High)[] rates)
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("Main", "B"));
        var graph = model.Publish();
        var rows = new double[graph.Structure.NodeCount * NeedsTable.RowLength];
        Array.Fill(rows, double.NaN);
        Set(graph.Node("A").Index, 1000, 500);
        Set(graph.Node("B").Index, 2000, 0);
        float[] values = [rates[0].Mean, rates[1].Mean, rates[0].Low, rates[1].Low, rates[0].High, rates[1].High];
        var arrivals = new ArrivalTable([10], [graph.Node("A").Index, graph.Node("B").Index], values, [correlation], 3);
        return new ShadowSnapshot(graph, new NeedsTable(graph, [.. Enumerable.Range(0, graph.Structure.NodeCount)], new int[graph.Structure.NodeCount], new int[graph.Structure.EdgeCount], rows), NextCallTable.Empty).With(arrivals);

        void Set(int node, double mean, double deviation)
        {
            rows[(node * NeedsTable.RowLength) + (int)ResourceKind.CpuTime] = mean;
            rows[(node * NeedsTable.RowLength) + (NeedsTable.RowLength / 4) + (int)ResourceKind.CpuTime] = deviation;
        }
    }

    private static double Square(double x) => x * x;
}
