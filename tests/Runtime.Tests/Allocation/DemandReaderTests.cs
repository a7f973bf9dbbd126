using ShadowGen.Allocation;
using ShadowGen.Arrivals;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class DemandReaderTests
{
    private const double Call = 0.1;

    [Fact]
    public void What_lies_between_two_horizons_is_told_by_their_difference()
    {
        // Nothing for 2 s, then 200 calls a second: over 5 s that is 120 on average.
        var demand = Read(Snapshot(mean: [0, 0, 120, 60], high: [0, 0, 130, 70], last: 7));

        Assert.Equal(200 * Call, demand.UnderwayAhead, 1e-6);
        Assert.Equal(200, demand.CallsAhead, 1e-6);
        Assert.Equal((7, 7 * Call), (demand.CallsNow, demand.UnderwayNow));
        Assert.True(demand.IsKnown);
    }

    [Fact]
    public void The_high_end_counts_where_it_is_more()
    {
        var demand = Read(Snapshot(mean: [10, 10, 10, 10], high: [40, 20, 15, 12], last: 10));

        Assert.Equal(40 * Call, demand.UnderwayAhead, 1e-6);
    }

    [Fact]
    public void Threads_are_for_the_next_5_seconds_only()
    {
        var demand = Read(Snapshot(mean: [1, 1, 1, 50], high: [1, 1, 1, 50], last: 1));

        Assert.Equal(1 * Call, demand.UnderwayAhead, 1e-6);
        Assert.Equal(99, demand.CallsAhead, 1e-6);
    }

    [Fact]
    public void A_forecast_that_is_not_renewed_goes_out_of_date()
    {
        var time = new FakeTime();
        var snapshot = Snapshot([1, 1, 1, 1], [1, 1, 1, 1], 1);
        var reader = new DemandReader(() => snapshot, time);
        Assert.True(reader.Read().IsKnown);

        time.Advance(DemandReader.OutOfDate);
        Assert.True(reader.Read().IsKnown);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Same(ResourceDemand.Unknown, reader.Read());
        snapshot = Snapshot([1, 1, 1, 1], [1, 1, 1, 1], 1);
        Assert.True(reader.Read().IsKnown);
    }

    [Fact]
    public void Before_anything_was_learned_nothing_is_known() => Assert.Same(ResourceDemand.Unknown, Read(ShadowSnapshot.Empty));

    private static ResourceDemand Read(ShadowSnapshot snapshot) => new DemandReader(() => snapshot, new FakeTime()).Read();

    private static ShadowSnapshot Snapshot(float[] mean, float[] high, float last)
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        var graph = model.Publish();
        var rows = new double[graph.Structure.NodeCount * NeedsTable.RowLength];
        Array.Fill(rows, double.NaN);
        var node = graph.Node("A").Index;
        rows[(node * NeedsTable.RowLength) + (int)ResourceKind.ElapsedTime] = Call * 1e9;
        rows[(node * NeedsTable.RowLength) + (NeedsTable.RowLength / 4) + (int)ResourceKind.ElapsedTime] = 0;
        float[] values = [.. Enumerable.Range(0, mean.Length).SelectMany(h => (float[])[mean[h], 0, high[h]])];
        var arrivals = new ArrivalTable([1, 2, 5, 10], [node], values, new double[4], 0, [last]);
        return new ShadowSnapshot(graph, new NeedsTable(graph, [.. Enumerable.Range(0, graph.Structure.NodeCount)], new int[graph.Structure.NodeCount], new int[graph.Structure.EdgeCount], rows), NextCallTable.Empty).With(arrivals);
    }
}
