using System.Runtime.Intrinsics;
using ShadowGen.Prediction;

namespace ShadowGen.Tests.Prediction;

internal static class RandomGraph
{
    public static (int[] RowStart, int[] Column) Rows(int nodes, IEnumerable<(int Caller, int Callee)> edges)
    {
        var sorted = edges.Distinct().OrderBy(edge => edge.Caller).ToArray();
        var rowStart = new int[nodes + 1];
        foreach (var edge in sorted) rowStart[edge.Caller + 1]++;
        for (var i = 0; i < nodes; i++) rowStart[i + 1] += rowStart[i];
        return (rowStart, Array.ConvertAll(sorted, edge => edge.Callee));
    }

    /// <summary>A process without rows or terms yet.</summary>
    public static NeedsProblem Empty(int nodes, params (int Caller, int Callee)[] edges)
    {
        var (rowStart, column) = Rows(nodes, edges);
        var calls = new long[column.Length];
        Array.Fill(calls, 1);
        return new(rowStart, column, calls, SolveOrder.Of(rowStart, column));
    }

    /// <summary>A process of call-graph shape: mostly calls to later nodes nearby, some back into what called.</summary>
    public static NeedsProblem Problem(int seed, int nodes, int degree, double backShare, double maxCalls)
    {
        var random = new Random(seed);
        var edges = new List<(int, int)>();
        for (var node = 0; node < nodes; node++)
        {
            for (var i = 0; i < degree; i++)
            {
                if (random.NextDouble() < backShare) edges.Add((node, random.Next(Math.Max(0, node - 8), node + 1)));
                else if (node + 1 < nodes) edges.Add((node, random.Next(node + 1, Math.Min(nodes, node + 65))));
            }
        }
        var problem = Empty(nodes, [.. edges]);
        for (var place = 0; place < nodes; place++)
        {
            for (var state = problem.FirstState[place]; state < problem.FirstState[place + 1]; state++)
            {
                var isCommon = state == problem.FirstState[place] + 1;
                SetRow(problem, state, place, random, random.NextDouble() * maxCalls, isCommon ? 0 : random.NextDouble());
            }
        }
        foreach (ref var terms in problem.Terms.AsSpan())
        {
            terms.Own = Draw(random, 1000);
            terms.OwnVariance = Draw(random, 1000);
            terms.Measured = Draw(random, 2000);
            terms.MeasuredVariance = Draw(random, 2000);
            terms.Share = Draw(random, 1);
            terms.Fallback = Draw(random, 5);
            terms.FallbackVariance = Draw(random, 5);
            if (random.Next(4) == 0) terms.IsOwnUnknown = Vector256.Create(-1L, 0, 0, 0).AsDouble();
        }
        return problem;
    }

    /// <summary>Sets what comes next in a state: the calls of its place, with the probabilities given for each, then the common state, then the return.</summary>
    public static void SetRow(NeedsProblem problem, int state, int place, double escape, params double[] probabilities)
    {
        ref var row = ref problem.Rows[state];
        row.End = row.Start;
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] > 0) problem.Append(ref row, problem.FirstCall[place] + i, probabilities[i]);
        }
        row.Escape = escape;
        row.Return = 1 - escape - probabilities.Sum();
        problem.IsFactored[place] = false;
    }

    private static void SetRow(NeedsProblem problem, int state, int place, Random random, double calls, double escape)
    {
        var active = problem.FirstCall[place + 1] - problem.FirstCall[place];
        if (active == 0) return;
        var weights = Enumerable.Range(0, Math.Min(active, TransitionRow.Outcomes)).Select(_ => random.NextDouble()).ToArray();
        var total = weights.Sum() * (1 + calls) / calls / (1 - escape);
        SetRow(problem, state, place, escape, [.. weights.Select(weight => weight / total)]);
    }

    private static Vector256<double> Draw(Random random, double scale) =>
        Vector256.Create(random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()) * scale;
}
