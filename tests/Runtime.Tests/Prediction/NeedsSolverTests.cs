using System.Runtime.Intrinsics;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class NeedsSolverTests
{
    [Theory]
    [InlineData(1, 40, 3, 0.0, 1.0)]
    [InlineData(2, 40, 3, 0.2, 0.3)]
    [InlineData(3, 80, 4, 0.1, 0.3)]
    [InlineData(4, 5, 2, 0.5, 0.4)]
    [InlineData(5, 60, 2, 0.0, 3.0)]
    public void Means_and_variances_equal_a_dense_linear_solve(int seed, int nodes, int degree, double backShare, double maxCalls)
    {
        var problem = RandomGraph.Problem(seed, nodes, degree, backShare, maxCalls);
        NeedsSolver.Solve(problem);
        for (var lane = 0; lane < 4; lane++)
        {
            var mean = Dense(problem, lane, place => problem.Terms[place].Own[lane], (_, _) => 0);
            var variance = Dense(problem, lane, place => problem.Terms[place].OwnVariance[lane], (entry, callee) => problem.CallsVariance[entry] * mean[callee] * mean[callee]);
            for (var place = 0; place < nodes; place++)
            {
                Assert.Equal(1, problem.Needs[place].Mean[lane] / mean[place], 1e-4);
                Assert.Equal(1, problem.Needs[place].Variance[lane] / variance[place], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1, 0.0, 1.0)]
    [InlineData(2, 50, 3, 0.3, 0.4)]
    [InlineData(3, 50, 3, 0.4, 5.0)]
    [InlineData(4, 300, 4, 0.05, 1.5)]
    [InlineData(5, 100, 5, 0.9, 100.0)]
    public void The_vector_path_equals_its_scalar_twin_to_the_last_bit(int seed, int nodes, int degree, double backShare, double maxCalls)
    {
        var vector = RandomGraph.Problem(seed, nodes, degree, backShare, maxCalls);
        var scalar = RandomGraph.Problem(seed, nodes, degree, backShare, maxCalls);
        NeedsSolver.Solve(vector);
        NeedsSolverScalar.Solve(scalar);

        Assert.Equal(scalar.Needs.Select(need => need.Mean), vector.Needs.Select(need => need.Mean));
        Assert.Equal(scalar.Needs.Select(need => need.Variance), vector.Needs.Select(need => need.Variance));
        Assert.All(vector.Needs, need => Assert.True(Vector256.EqualsAll(need.Mean, need.Mean)));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(0.9999)]
    [InlineData(1e300)]
    public void A_recursion_that_does_not_settle_takes_the_fallback(double calls)
    {
        var (rowStart, column) = RandomGraph.Rows(3, [(0, 1), (1, 1), (1, 2)]);
        var problem = new NeedsProblem(rowStart, column, SolveOrder.Of(rowStart, column));
        for (var entry = 0; entry < 3; entry++) problem.SetCalls(entry, 1);
        problem.SetCalls(Array.FindIndex(problem.EdgeAt, edge => edge == 1), calls);
        foreach (ref var terms in problem.Terms.AsSpan()) terms = new() { Own = Vector256.Create(10.0), Share = Vector256<double>.One, Fallback = Vector256.Create(77.0), FallbackVariance = Vector256.Create(5.0) };
        // One lane does not lean on its callees: it settles, and keeps its own answer.
        problem.Terms[problem.Order.PlaceOf[1]].Share = Vector256.Create(1.0, 1, 1, 0);
        NeedsSolver.Solve(problem);

        Assert.Equal(Vector256.Create(77.0, 77, 77, 10), problem.Needs[problem.Order.PlaceOf[1]].Mean);
        Assert.Equal(Vector256.Create(5.0, 5, 5, 0), problem.Needs[problem.Order.PlaceOf[1]].Variance);
        Assert.Equal(Vector256.Create(87.0, 87, 87, 20), problem.Needs[problem.Order.PlaceOf[0]].Mean);
    }

    [Fact]
    public void The_variance_is_that_of_a_sum_of_a_random_number_of_calls()
    {
        var (rowStart, column) = RandomGraph.Rows(4, [(0, 1), (2, 1), (3, 1)]);
        var problem = new NeedsProblem(rowStart, column, SolveOrder.Of(rowStart, column));
        double[] calls = [0.25, 1, 3];
        for (var edge = 0; edge < 3; edge++) problem.SetCalls(Array.IndexOf(problem.EdgeAt, edge), calls[edge]);
        foreach (ref var terms in problem.Terms.AsSpan()) terms.Share = Vector256<double>.One;
        problem.Terms[problem.Order.PlaceOf[1]] = new() { Own = Vector256.Create(10.0), OwnVariance = Vector256.Create(4.0) };
        NeedsSolver.Solve(problem);

        // Bernoulli: p·(v + x²) - (p·x)²; certain: v; one certain and Poisson(2) more: 3·v + 2·x².
        Assert.Equal(0.25 * 104 - 6.25, problem.Needs[problem.Order.PlaceOf[0]].Variance[0], 1e-9);
        Assert.Equal(4, problem.Needs[problem.Order.PlaceOf[2]].Variance[0], 1e-9);
        Assert.Equal(212, problem.Needs[problem.Order.PlaceOf[3]].Variance[0], 1e-9);
    }

    [Fact]
    public void Solving_does_not_allocate()
    {
        var problem = RandomGraph.Problem(9, 200, 4, 0.05, 0.5);

        Assert.Equal(0, Skeletons.AllocatedBytes(() => NeedsSolver.Solve(problem)));
    }

    // Gauss–Jordan elimination of (I - S·A) x = own + S·extra.
    private static double[] Dense(NeedsProblem problem, int lane, Func<int, double> own, Func<int, int, double> extra)
    {
        var n = problem.Needs.Length;
        var rows = new double[n][];
        for (var place = 0; place < n; place++)
        {
            var share = problem.Terms[place].Share[lane];
            rows[place] = new double[n + 1];
            rows[place][place] = 1;
            rows[place][n] = own(place);
            for (var entry = problem.RowStart[place]; entry < problem.RowStart[place + 1]; entry++)
            {
                rows[place][problem.Callee[entry]] -= share * problem.Calls[entry];
                rows[place][n] += share * extra(entry, problem.Callee[entry]);
            }
        }
        for (var pivot = 0; pivot < n; pivot++)
        {
            var best = Enumerable.Range(pivot, n - pivot).MaxBy(row => Math.Abs(rows[row][pivot]));
            (rows[pivot], rows[best]) = (rows[best], rows[pivot]);
            for (var row = 0; row < n; row++)
            {
                if (row == pivot) continue;
                var factor = rows[row][pivot] / rows[pivot][pivot];
                for (var c = pivot; c <= n && factor != 0; c++) rows[row][c] -= factor * rows[pivot][c];
            }
        }
        return [.. Enumerable.Range(0, n).Select(row => rows[row][n] / rows[row][row])];
    }
}
