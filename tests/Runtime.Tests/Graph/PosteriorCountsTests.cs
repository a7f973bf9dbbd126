using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class PosteriorCountsTests
{
    [Fact]
    public void A_batch_of_one_edge_equals_call_by_call_forgetting()
    {
        const double halfLife = 50;
        var lambda = Math.Pow(2, -1 / halfLife);
        LogicalEdge[] edges = [new(0, 1), new(2, 1)];
        var counts = Create(halfLife, edges);
        var expected = 0.0;
        foreach (var batch in new[] { 1, 7, 100, 3, 1_000 })
        {
            counts.Add(0, 0, batch);
            Assert.True(counts.Fold(edges));
            for (var i = 0; i < batch; i++) expected = (expected * lambda) + 1;
            Assert.Equal(expected, counts.Weight[0], 1e-9);
        }
        Assert.Equal(0, counts.Weight[1]);
    }

    [Fact]
    public void A_count_weighs_half_after_a_half_life_of_its_callers_calls()
    {
        LogicalEdge[] edges = [new(0, 1), new(0, 2), new(3, 1)];
        var counts = Create(64, edges);
        counts.Add(0, 0, 500);
        counts.Add(3, 2, 500);
        counts.Fold(edges);
        var before = counts.Weight.ToArray();
        counts.Add(0, 1, 64);
        counts.Fold(edges);

        Assert.Equal(before[0] / 2, counts.Weight[0], 1e-9);
        Assert.Equal(before[2], counts.Weight[2]);
    }

    [Fact]
    public void A_batch_is_shared_by_the_edges_parts_of_it()
    {
        LogicalEdge[] edges = [new(0, 1), new(0, 2)];
        var counts = Create(10, edges);
        counts.Add(0, 0, 30);
        counts.Add(0, 1, 90);
        counts.Fold(edges);

        Assert.Equal(3, counts.Weight[1] / counts.Weight[0], 1e-12);
    }

    [Fact]
    public void Nothing_new_is_nothing_to_fold()
    {
        LogicalEdge[] edges = [new(0, 1)];
        var counts = Create(10, edges);
        counts.Add(0, 0, 3);

        Assert.True(counts.Fold(edges));
        Assert.False(counts.Fold(edges));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 8)]
    [InlineData(4, 1_003)]
    public void The_vector_path_equals_its_scalar_twin_to_the_last_bit(int seed, int length)
    {
        var random = new Random(seed);
        double[] Column() => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() * Math.Pow(10, random.Next(-6, 7)))];
        var weight = Column();
        var twin = weight.ToArray();
        var factor = Column();
        var added = Column();
        PosteriorCounts.Age(weight, factor, added);
        PosteriorCounts.AgeScalar(twin, factor, added);

        Assert.Equal(twin, weight);
    }

    private static PosteriorCounts Create(double halfLife, LogicalEdge[] edges)
    {
        var counts = new PosteriorCounts(halfLife);
        counts.Resize(4, edges.Length);
        return counts;
    }
}
