using ShadowGen.Prediction;

namespace ShadowGen.Tests.Prediction;

public class SiblingFitTests
{
    [Fact]
    public void Without_windows_outcomes_are_those_of_exact_counts()
    {
        var problem = RandomGraph.Empty(4, (0, 1), (0, 2), (0, 3));
        var place = Fit(problem, new(), 10, 20, 5, 5);
        var common = problem.Rows[problem.FirstState[place] + 1];

        Assert.Equal(0.25, common.Return, 1e-9);
        Assert.Equal([0.5, 0.125, 0.125], Probabilities(problem, common, 3));
        foreach (var state in new[] { 0, 2, 3, 4 }) Assert.Equal(1, problem.Rows[problem.FirstState[place] + state].Escape, 1e-9);
        Assert.Equal([2, 0.5, 0.5], Visits(problem, place, 3), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Expected_calls_are_the_exact_ones_whatever_windows_showed(int seed)
    {
        var random = new Random(seed);
        var problem = RandomGraph.Empty(6, (0, 1), (0, 2), (0, 3), (0, 4), (0, 5));
        var seen = new TransitionRows();
        // No return was seen, and the states at random.
        for (var i = 0; i < 3_000; i++) seen.Count(TransitionRow.KeyOf(0, random.Next(6) is var last && last > 0 ? last + 1 : 0), 2 + (int)(5 * random.NextDouble() * random.NextDouble()));
        long[] calls = [.. Enumerable.Range(0, 5).Select(_ => 1 + (long)random.Next(5_000))];
        var place = Fit(problem, seen, 1_000, calls);

        Assert.Equal(calls.Select(c => c / 1_000.0), Visits(problem, place, 5), (a, b) => Math.Abs(a - b) < 1e-3 * a);
        AssertDistributions(problem, place);
    }

    [Fact]
    public void What_windows_showed_of_a_state_holds_where_counts_agree()
    {
        // 1 and 2 in turn, ten of each for each call: after 2 the end in one of ten.
        var problem = RandomGraph.Empty(3, (0, 1), (0, 2));
        var seen = new TransitionRows();
        for (var i = 0; i < 1_000; i++)
        {
            if (i % 10 == 0) seen.Count(TransitionRow.KeyOf(0, 0), 2);
            seen.Count(TransitionRow.KeyOf(0, 2), 3);
            seen.Count(TransitionRow.KeyOf(0, 3), i % 10 == 9 ? TransitionRow.Return : 2);
        }
        var place = Fit(problem, seen, 100, 1_000, 1_000);
        var first = problem.FirstState[place];

        Assert.InRange(Probabilities(problem, problem.Rows[first], 2)[0], 0.98, 1);
        Assert.InRange(Probabilities(problem, problem.Rows[first + 2], 2)[1], 0.99, 1);
        Assert.Equal(0.9, Probabilities(problem, problem.Rows[first + 3], 2)[0], 0.01);
        Assert.Equal(0.1, problem.Rows[first + 3].Return, 0.01);
        AssertDistributions(problem, place);
    }

    [Fact]
    public void Callees_beyond_those_with_a_state_keep_their_share()
    {
        const int callees = NeedsProblem.MaxSiblings + 20;
        var (rowStart, column) = RandomGraph.Rows(callees + 1, Enumerable.Range(1, callees).Select(callee => (0, callee)));
        long[] calls = [.. Enumerable.Range(0, callees).Select(i => 10L + (7 * i % 50))];
        var problem = new NeedsProblem(rowStart, column, calls, SolveOrder.Of(rowStart, column));
        var seen = new TransitionRows();
        for (var i = 0; i < callees; i++) seen.Count(TransitionRow.KeyOf(0, 2 + i), 2 + ((i + 1) % callees));
        var place = Fit(problem, seen, 100, calls);

        Assert.Equal(2 + NeedsProblem.MaxSiblings, problem.FirstState[place + 1] - problem.FirstState[place]);
        Assert.Equal(calls.Select(c => c / 100.0), Visits(problem, place, callees), (a, b) => Math.Abs(a - b) < 1e-3 * a);
        AssertDistributions(problem, place);
    }

    private static int Fit(NeedsProblem problem, TransitionRows seen, long nodeCalls, params long[] edgeCalls)
    {
        var place = problem.Order.PlaceOf[0];
        new SiblingFit().Fill(problem, place, edgeCalls, nodeCalls, seen);
        return place;
    }

    private static double[] Probabilities(NeedsProblem problem, StateRow row, int calls)
    {
        var probabilities = new double[calls];
        for (var entry = row.Start; entry < row.End; entry++) probabilities[problem.Edge[problem.Entries[entry].Call]] += problem.Entries[entry].Probability;
        return probabilities;
    }

    private static void AssertDistributions(NeedsProblem problem, int place)
    {
        for (var state = problem.FirstState[place]; state < problem.FirstState[place + 1]; state++)
        {
            var row = problem.Rows[state];
            Assert.Equal(1, row.Return + row.Escape + Probabilities(problem, row, problem.StateOfEdge.Length).Sum(), 1e-9);
        }
    }

    // Expected calls of each callee for one call, by following the distribution over states until all have returned.
    private static double[] Visits(NeedsProblem problem, int place, int calls)
    {
        var first = problem.FirstState[place];
        var now = new double[problem.FirstState[place + 1] - first];
        var visits = new double[calls];
        now[0] = 1;
        for (var step = 0; step < 20_000 && now.Sum() > 1e-12; step++)
        {
            var next = new double[now.Length];
            for (var state = 0; state < now.Length; state++)
            {
                var row = problem.Rows[first + state];
                next[1] += now[state] * row.Escape;
                for (var entry = row.Start; entry < row.End; entry++)
                {
                    var flow = now[state] * problem.Entries[entry].Probability;
                    visits[problem.Edge[problem.Entries[entry].Call]] += flow;
                    next[problem.Entries[entry].Following - first] += flow;
                }
            }
            now = next;
        }
        return visits;
    }
}
