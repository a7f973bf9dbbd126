using ShadowGen.Prediction;

namespace ShadowGen.Tests.Prediction;

public class SolveOrderTests
{
    [Theory]
    [InlineData(1, 12, 10)]
    [InlineData(2, 30, 45)]
    [InlineData(3, 30, 20)]
    [InlineData(4, 60, 70)]
    [InlineData(5, 1, 1)]
    public void Components_are_those_of_mutual_reach_and_callees_come_first(int seed, int nodes, int edges)
    {
        var random = new Random(seed);
        var (rowStart, column) = RandomGraph.Rows(nodes, Enumerable.Range(0, edges).Select(_ => (random.Next(nodes), random.Next(nodes))));
        var order = SolveOrder.Of(rowStart, column);
        var reaches = Reach(rowStart, column);
        var component = new int[nodes];
        for (var c = 0; c < order.IsCyclic.Length; c++) for (var place = order.ComponentStart[c]; place < order.ComponentStart[c + 1]; place++) component[order.NodeAt[place]] = c;

        Assert.Equal(Enumerable.Range(0, nodes), order.NodeAt.Order());
        for (var a = 0; a < nodes; a++)
        {
            Assert.Equal(a, order.NodeAt[order.PlaceOf[a]]);
            Assert.Equal(reaches[a, a], order.IsCyclic[component[a]]);
            for (var b = 0; b < nodes; b++)
            {
                Assert.Equal(a == b || (reaches[a, b] && reaches[b, a]), component[a] == component[b]);
                if (reaches[a, b] && !reaches[b, a]) Assert.True(order.PlaceOf[b] < order.PlaceOf[a]);
            }
        }
    }

    [Fact]
    public void A_chain_deeper_than_any_stack_is_ordered()
    {
        const int nodes = 200_000;
        var (rowStart, column) = RandomGraph.Rows(nodes, Enumerable.Range(0, nodes - 1).Select(i => (i, i + 1)));

        Assert.Equal(nodes - 1, SolveOrder.Of(rowStart, column).NodeAt[0]);
    }

    private static bool[,] Reach(int[] rowStart, int[] column)
    {
        var nodes = rowStart.Length - 1;
        var reaches = new bool[nodes, nodes];
        for (var a = 0; a < nodes; a++) for (var e = rowStart[a]; e < rowStart[a + 1]; e++) reaches[a, column[e]] = true;
        for (var via = 0; via < nodes; via++) for (var a = 0; a < nodes; a++) for (var b = 0; b < nodes; b++) reaches[a, b] |= reaches[a, via] && reaches[via, b];
        return reaches;
    }
}
