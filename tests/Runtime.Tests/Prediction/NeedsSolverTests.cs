using System.Runtime.Intrinsics;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class NeedsSolverTests
{
    [Theory]
    [InlineData(1, 40, 3, 0.0, 1.0)]
    [InlineData(2, 40, 3, 0.2, 0.2)]
    [InlineData(3, 60, 4, 0.1, 0.2)]
    [InlineData(4, 5, 2, 0.5, 0.3)]
    [InlineData(5, 40, 2, 0.0, 3.0)]
    [InlineData(6, 30, 12, 0.0, 3.0)]
    public void Means_and_variances_equal_a_dense_linear_solve(int seed, int nodes, int degree, double backShare, double maxCalls)
    {
        var problem = RandomGraph.Problem(seed, nodes, degree, backShare, maxCalls);
        foreach (ref var terms in problem.Terms.AsSpan()) terms.IsOwnUnknown = default;
        NeedsSolver.Solve(problem);
        for (var lane = 0; lane < 4; lane++)
        {
            var dense = new DenseProcess(problem, lane);
            for (var place = 0; place < nodes; place++)
            {
                var first = problem.FirstState[place];
                Assert.Equal(1, problem.Needs[place].Mean[lane] / dense.WholeMean(place), 1e-4);
                Assert.Equal(1, problem.Needs[place].Variance[lane] / dense.WholeVariance(place), 1e-4);
                Assert.Equal(problem.Needs[place], problem.Remaining[first]);
                for (var state = first + 1; state < problem.FirstState[place + 1]; state++)
                {
                    // What was measured of whole calls scales all states of the frame.
                    Assert.Equal(1, problem.Remaining[state].Mean[lane] / (dense.Mean[state] * dense.WholeMean(place) / dense.Mean[first]), 1e-4);
                }
            }
        }
    }

    [Fact]
    public void What_is_still_to_come_varies_as_the_process_says_where_nothing_else_was_measured()
    {
        var problem = RandomGraph.Problem(7, 30, 3, 0, 2);
        foreach (ref var terms in problem.Terms.AsSpan()) (terms.Share, terms.IsOwnUnknown) = (Vector256<double>.One, default);
        NeedsSolver.Solve(problem);
        var dense = new DenseProcess(problem, 2);

        for (var state = 0; state < problem.Rows.Length; state++) Assert.Equal(1, problem.Remaining[state].Variance[2] / dense.Variance[state], 1e-6);
    }

    [Theory]
    [InlineData(1, 1, 1, 0.0, 1.0)]
    [InlineData(2, 50, 3, 0.3, 0.4)]
    [InlineData(3, 50, 3, 0.4, 5.0)]
    [InlineData(4, 300, 4, 0.05, 1.5)]
    [InlineData(5, 100, 5, 0.9, 100.0)]
    [InlineData(6, 100, 20, 0.02, 9.0)]
    public void The_vector_path_equals_its_scalar_twin_to_the_last_bit(int seed, int nodes, int degree, double backShare, double maxCalls)
    {
        var vector = RandomGraph.Problem(seed, nodes, degree, backShare, maxCalls);
        var scalar = RandomGraph.Problem(seed, nodes, degree, backShare, maxCalls);
        NeedsSolver.Solve(vector);
        NeedsSolverScalar.Solve(scalar);

        Assert.Equal(scalar.Needs.Select(need => need.Mean), vector.Needs.Select(need => need.Mean));
        Assert.Equal(scalar.Needs.Select(need => need.Variance), vector.Needs.Select(need => need.Variance));
        Assert.Equal(scalar.Remaining.Select(need => need.Mean), vector.Remaining.Select(need => need.Mean));
        Assert.Equal(scalar.Remaining.Select(need => need.Variance), vector.Remaining.Select(need => need.Variance));
        Assert.All(vector.Remaining, need => Assert.True(Vector256.EqualsAll(need.Mean, need.Mean)));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(0.9999)]
    [InlineData(1e300)]
    public void A_recursion_that_does_not_settle_takes_the_fallback(double calls)
    {
        var problem = RandomGraph.Empty(3, (0, 1), (1, 1), (1, 2));
        var (outer, inner) = (problem.Order.PlaceOf[0], problem.Order.PlaceOf[1]);
        RandomGraph.SetRow(problem, problem.FirstState[outer], outer, 0, 1);
        for (var state = 1; state < 3; state++) RandomGraph.SetRow(problem, problem.FirstState[outer] + state, outer, 0, 0);
        // So many calls of itself for each call: a geometric number.
        for (var state = 0; state < 4; state++) RandomGraph.SetRow(problem, problem.FirstState[inner] + state, inner, 0, calls / (calls + 1), 0);
        foreach (ref var terms in problem.Terms.AsSpan()) terms = new() { Own = Vector256.Create(10.0), Share = Vector256<double>.One, Fallback = Vector256.Create(77.0), FallbackVariance = Vector256.Create(5.0) };
        // One lane does not lean on the process: it settles, and keeps its own answer.
        problem.Terms[inner].Share = Vector256.Create(1.0, 1, 1, 0);
        problem.Terms[inner].Measured = Vector256.Create(0, 0, 0, 10.0);
        NeedsSolver.Solve(problem);

        Assert.Equal(Vector256.Create(77.0, 77, 77, 10), problem.Needs[inner].Mean);
        Assert.Equal(Vector256.Create(5.0, 5, 5, 0), problem.Needs[inner].Variance);
        Assert.Equal(Vector256.Create(87.0, 87, 87, 20), problem.Needs[outer].Mean);
        Assert.All(problem.Remaining, remaining => Assert.True(Vector256.LessThanAll(Vector256.Abs(remaining.Mean), Vector256.Create(double.PositiveInfinity))));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(0.999_999_999)]
    public void A_loop_is_solved_exactly_however_seldom_it_ends(double again)
    {
        // A, then B and C in turn: from C the loop goes on or the function returns.
        var problem = RandomGraph.Empty(4, (0, 1), (0, 2), (0, 3));
        var place = problem.Order.PlaceOf[0];
        var first = problem.FirstState[place];
        RandomGraph.SetRow(problem, first, place, 0, 1);
        RandomGraph.SetRow(problem, first + 1, place, 0, 0);
        RandomGraph.SetRow(problem, first + 2, place, 0, 0, 1);
        RandomGraph.SetRow(problem, first + 3, place, 0, 0, 0, 1);
        RandomGraph.SetRow(problem, first + 4, place, 0, 0, again);
        for (var callee = 1; callee < 4; callee++) problem.Terms[problem.Order.PlaceOf[callee]] = new() { Own = Vector256.Create(100.0 * callee), Share = Vector256<double>.One };
        problem.Terms[place].Share = Vector256<double>.One;
        NeedsSolver.Solve(problem);
        var rounds = 1 / (1 - again);

        Assert.Equal(1, problem.Needs[place].Mean[0] / (100 + (500 * rounds)), 1e-6);
        Assert.Equal(1, problem.Remaining[first + 3].Mean[1] / (300 + (again * 500 * rounds)), 1e-6);
        Assert.Equal(1, problem.Remaining[first + 4].Mean[2] / (again * 500 * rounds), 1e-6);
        // Rounds are geometric, and nothing else varies.
        Assert.Equal(1, problem.Needs[place].Variance[3] / (500.0 * 500 * again * rounds * rounds), 1e-5);
    }

    [Fact]
    public void The_variance_is_that_of_the_ways_through_a_frame()
    {
        // One call in four calls B; B costs 10 with variance 4, own code 20 before and after.
        var problem = RandomGraph.Empty(2, (0, 1));
        var place = problem.Order.PlaceOf[0];
        RandomGraph.SetRow(problem, problem.FirstState[place], place, 0, 0.25);
        for (var state = 1; state < 3; state++) RandomGraph.SetRow(problem, problem.FirstState[place] + state, place, 0, 0);
        foreach (ref var terms in problem.Terms.AsSpan()) terms.Share = Vector256<double>.One;
        problem.Terms[problem.Order.PlaceOf[1]] = new() { Own = Vector256.Create(10.0), OwnVariance = Vector256.Create(4.0), Share = Vector256<double>.One };
        problem.Terms[place].Own = Vector256.Create(25.0);
        NeedsSolver.Solve(problem);

        // p·(v + (x + gap)²) - (p·(x + gap))²
        Assert.Equal(25 + 2.5, problem.Needs[place].Mean[0], 1e-9);
        Assert.Equal((0.25 * (4 + 900)) - (7.5 * 7.5), problem.Needs[place].Variance[0], 1e-9);
        Assert.Equal(20, problem.Remaining[problem.FirstState[place] + 2].Mean[0], 1e-9);
    }

    [Fact]
    public void Own_cost_that_was_not_measured_is_what_callees_leave_of_the_whole()
    {
        var problem = RandomGraph.Empty(2, (0, 1));
        var place = problem.Order.PlaceOf[0];
        RandomGraph.SetRow(problem, problem.FirstState[place], place, 0, 1);
        for (var state = 1; state < 3; state++) RandomGraph.SetRow(problem, problem.FirstState[place] + state, place, 0, 0);
        problem.Terms[problem.Order.PlaceOf[1]] = new() { Own = Vector256.Create(10.0), Share = Vector256<double>.One };
        problem.Terms[place] = new() { IsOwnUnknown = Vector256<double>.AllBitsSet, Measured = Vector256.Create(50.0, 10, 5, 0) };
        NeedsSolver.Solve(problem);

        Assert.Equal(Vector256.Create(50.0, 10, 5, 0), problem.Needs[place].Mean);
        Assert.Equal(Vector256.Create(20.0, 0, 0, 0), problem.Remaining[problem.FirstState[place] + 2].Mean);
    }

    [Fact]
    public void Solving_does_not_allocate()
    {
        var problem = RandomGraph.Problem(9, 200, 4, 0.05, 0.5);

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            Array.Clear(problem.IsFactored);
            NeedsSolver.Solve(problem);
        }));
    }
}
